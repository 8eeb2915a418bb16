/** How long a slice of work takes before the page may do something else, in milliseconds. */
const slice = 40;

/** Waits until the page has done what waits. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Means = { pause: () => Promise<void>; now: () => number };
type Watch = { onProgress: (share: number) => void; isOver: () => boolean };

/**
 * Does long work in slices, so that the page stays alive: it can be left, and shows how far the work is. Null when it
 * is over before it is done.
 */
export async function inSlices<Result>(
  work: Generator<number, Result>,
  { onProgress, isOver }: Watch,
  { pause, now }: Means = { pause: turn, now: () => performance.now() },
): Promise<Result | null> {
  let since = now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (now() - since < slice) continue;
    onProgress(step.value);
    await pause();
    if (isOver()) return null;
    since = now();
  }
}
