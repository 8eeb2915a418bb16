/**
 * Waits before another attempt, so that those who failed together do not meet again: a random time, at most `base`
 * milliseconds doubled for each attempt, six times at most. The first attempt is 0 and needs no pause.
 */
export const pauseBefore = (attempt: number, base = 20): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * base * 2 ** Math.min(attempt, 6)));
