import * as z from 'zod';
import { callersByRole } from '#domain/kernel/caller.ts';

/** Who a user or a client has been said to be. */
export const Grant = z.discriminatedUnion('role', [
  z.object(callersByRole.manager),
  z.object(callersByRole.dentist),
  z.object(callersByRole.technician),
  z.object(callersByRole.laboratory),
]);
export type Grant = z.infer<typeof Grant>;
