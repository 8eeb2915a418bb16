import { randomUUID } from 'node:crypto';
import { type NewRun, stepOf } from '#domain/listening/run.ts';
import type { Subscription } from '#domain/listening/subscription.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';

/**
 * Starts a run. False when another one was faster. Its first message is sent before it is stored, so that a crash in
 * between leaves no run that nothing continues; the message waits for it.
 */
export async function startRun(subscription: Subscription, start: NewRun): Promise<boolean> {
  const run = { ...start, step: randomUUID() };
  await queue.send([stepOf(subscription, run, run.startedAt, run.startedAt)]);
  return subscriptions.startRun(subscription, run);
}
