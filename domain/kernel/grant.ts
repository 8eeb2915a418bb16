import * as z from 'zod/mini';
import { callersByRole } from '#domain/kernel/caller.ts';

/** The role and ids that an operator has granted to a user or a client. */
export const Grant = z.discriminatedUnion('role', [
  z.object(callersByRole.manager),
  z.object(callersByRole.dentist),
  z.object(callersByRole.technician),
  z.object(callersByRole.laboratory),
]);
export type Grant = z.infer<typeof Grant>;
