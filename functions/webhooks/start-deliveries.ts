import type { Instant } from '#domain/kernel/identifiers.ts';
import type { Delivery } from '#domain/laboratory/delivery.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import { saveProgress } from '#functions/store/deliveries.ts';

/** Begins deliveries. They are sent before it is kept that they are: what breaks in between is sent twice, not never. */
export async function startDeliveries(deliveries: readonly Delivery[], at: Instant): Promise<void> {
  await queue.send(deliveries);
  await Promise.all(deliveries.map((delivery) => saveProgress(delivery, 0, false, at)));
}
