import type { Instant } from '#domain/kernel/identifiers.ts';
import { type Run, stepOf } from '#domain/listening/run.ts';
import type { Subscription } from '#domain/listening/subscription.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';

/**
 * Starts a run. False when another one was faster. Its first message is sent before it is stored, so that a crash in
 * between leaves no run that nothing continues; the message waits for it.
 */
export async function startRun(subscription: Subscription, run: Run, at: Instant): Promise<boolean> {
  await queue.send([stepOf(subscription, run, at)]);
  return subscriptions.startRun(subscription, run);
}
