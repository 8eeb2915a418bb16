import * as z from 'zod';
import { Try } from '#domain/laboratory/delivery.ts';

/** One try to tell an endpoint of an event. */
export const Delivery = z.strictObject(Try.shape);
