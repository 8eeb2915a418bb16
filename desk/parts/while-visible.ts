/** How often something that is open on the screen is asked whether it has changed, in milliseconds. */
const interval = 15_000;

/**
 * Runs something every 15 s while the page is visible, and when it becomes visible, until the returned function is called.
 */
export function whileVisible(run: () => unknown): () => void {
  const ask = () => {
    if (document.visibilityState === 'visible') void run();
  };
  const timer = setInterval(ask, interval);
  document.addEventListener('visibilitychange', ask);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', ask);
  };
}
