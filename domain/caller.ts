import * as z from 'zod';
import { Id } from '#domain/identifiers.ts';
import { stored } from '#domain/stored.ts';

const sub = z.string().min(1).max(128);

/** Who is calling: exactly the ids that the role needs. */
export const Caller = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('manager'), sub, tenantId: Id }),
  z.strictObject({ role: z.literal('dentist'), sub, tenantId: Id, customerId: Id }),
  z.strictObject({ role: z.literal('technician'), sub, tenantId: Id, employeeId: Id }),
  z.strictObject({ role: z.literal('laboratory'), sub, laboratoryId: Id }),
]);
export type Caller = z.infer<typeof Caller>;

/** A laboratory's own system, or one of its people. */
export type LaboratoryCaller = Extract<Caller, { role: 'laboratory' }>;

/** A caller of a clinic. */
export type ClinicCaller = Exclude<Caller, LaboratoryCaller>;

export const Role = z.enum(['manager', 'dentist', 'technician', 'laboratory']);
export type Role = Caller['role'];

/** Who did something, as orders and entries keep it. */
export const Actor = stored({ sub, role: Role });
export type Actor = z.infer<typeof Actor>;

export const actorOf = ({ sub, role }: Caller): Actor => ({ sub, role });
