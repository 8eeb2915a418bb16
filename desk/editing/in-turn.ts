/**
 * Makes a function that runs one at a time. Whoever calls it while it runs gets one more run after that, the same for all
 * who call meanwhile: it sees what was typed until then.
 */
export function inTurn<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | null = null;
  let next: Promise<Result> | null = null;
  const start = (): Promise<Result> => {
    next = null;
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    // One that is to run next has not begun when the one before it has just ended.
    if (next) return next;
    if (!running) return start();
    next = running.then(start, start);
    return next;
  };
}
