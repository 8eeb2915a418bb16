import type { Attempt } from '#desk/webhooks/subscriptions.ts';
import type { Words } from '#desk/words/en.ts';

/** What an endpoint replied, or why it did not, and how long it took. */
export const answerText = (
  { status, error, ms }: Pick<Attempt, 'status' | 'error' | 'ms'>,
  { replied, failed }: Words['webhooks'],
): string => (status === null ? failed(error ?? '', ms) : replied(status, ms));
