import * as z from 'zod';
import { Attempt } from '#domain/laboratory/delivery.ts';

/** One attempt to send an event to a subscription. */
export const Delivery = z.strictObject(Attempt.shape);
