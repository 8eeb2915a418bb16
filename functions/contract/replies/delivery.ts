import * as z from 'zod/mini';
import { Attempt } from '#domain/listening/delivery.ts';

/** One attempt to send an event to a subscription. */
export const Delivery = z.strictObject(Attempt.shape);
