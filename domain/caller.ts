import * as z from 'zod';
import { Id } from '#domain/identifiers.ts';
import { stored } from '#domain/stored.ts';

const sub = z.string().min(1).max(128);

/** The ids that each role needs beside itself. */
const manager = { role: z.literal('manager'), tenantId: Id };
const dentist = { role: z.literal('dentist'), tenantId: Id, customerId: Id };
const technician = { role: z.literal('technician'), tenantId: Id, employeeId: Id };
const laboratory = { role: z.literal('laboratory'), laboratoryId: Id };

/** Who a user or a client has been said to be. */
export const Grant = z.discriminatedUnion('role', [
  z.object(manager),
  z.object(dentist),
  z.object(technician),
  z.object(laboratory),
]);
export type Grant = z.infer<typeof Grant>;

/** Who is calling: exactly the ids that the role needs. */
export const Caller = z.discriminatedUnion('role', [
  z.strictObject({ ...manager, sub }),
  z.strictObject({ ...dentist, sub }),
  z.strictObject({ ...technician, sub }),
  z.strictObject({ ...laboratory, sub }),
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
