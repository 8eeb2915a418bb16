import type { Instant } from '#domain/kernel/identifiers.ts';
import type { Delivery } from '#domain/listening/delivery.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import { saveProgress } from '#functions/store/deliveries.ts';

/**
 * Starts deliveries. Messages are sent before progress is saved, so that a crash in between repeats a delivery and
 * never loses one.
 */
export async function startDeliveries(deliveries: readonly Delivery[], at: Instant): Promise<void> {
  await queue.send(deliveries);
  await Promise.all(deliveries.map((delivery) => saveProgress(delivery, 0, false, at)));
}
