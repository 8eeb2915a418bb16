import { useEffect } from 'preact/hooks';

/** Runs something whenever the person comes back to this window, while the component is on the screen. */
export function useOnFocus(run: () => unknown): void {
  useEffect(() => {
    const listener = () => void run();
    addEventListener('focus', listener);
    return () => removeEventListener('focus', listener);
  }, [run]);
}
