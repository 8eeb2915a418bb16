import * as z from 'zod';
import { Attempt } from '#domain/laboratory/delivery.ts';

/** One attempt to tell an endpoint of an event. */
export const Delivery = z.strictObject(Attempt.shape);
