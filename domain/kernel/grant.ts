import * as z from 'zod';
import { bearers } from '#domain/kernel/caller.ts';

/** Who a user or a client has been said to be. */
export const Grant = z.discriminatedUnion('role', [
  z.object(bearers.manager),
  z.object(bearers.dentist),
  z.object(bearers.technician),
  z.object(bearers.laboratory),
]);
export type Grant = z.infer<typeof Grant>;
