import * as z from 'zod';
import { Id } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

const sub = z.string().min(1).max(128);

/** What a person or a system is called. */
export const PersonName = text(100);

/** A name that cannot be one is none, and never a reason to turn its bearer away. */
const name = PersonName.optional().catch(undefined);

/** The ids that each role needs beside itself, and what its bearer may be called. */
export const callersByRole = {
  manager: { role: z.literal('manager'), tenantId: Id, name },
  dentist: { role: z.literal('dentist'), tenantId: Id, customerId: Id, name },
  technician: { role: z.literal('technician'), tenantId: Id, employeeId: Id, name },
  laboratory: { role: z.literal('laboratory'), laboratoryId: Id, name },
};

/** Who is calling: exactly the ids that the role needs. */
export const Caller = z.discriminatedUnion('role', [
  z.strictObject({ ...callersByRole.manager, sub }),
  z.strictObject({ ...callersByRole.dentist, sub }),
  z.strictObject({ ...callersByRole.technician, sub }),
  z.strictObject({ ...callersByRole.laboratory, sub }),
]);
export type Caller = z.infer<typeof Caller>;

/** A laboratory's own system, or one of its people. */
export type LaboratoryCaller = Extract<Caller, { role: 'laboratory' }>;

/** A caller of a clinic. */
export type ClinicCaller = Exclude<Caller, LaboratoryCaller>;

/** On whose side a caller is. */
export type Callers = { clinic: ClinicCaller; laboratory: LaboratoryCaller };
export type Audience = keyof Callers;

const asClinic = (caller: Caller) => (caller.role === 'laboratory' ? null : caller);
const asLaboratory = (caller: Caller) => (caller.role === 'laboratory' ? caller : null);
const sides: { [Side in Audience]: (caller: Caller) => Callers[Side] | null } = {
  clinic: asClinic,
  laboratory: asLaboratory,
};

/** The caller, if they are on this side. */
export const callerFor = <Side extends Audience>(side: Side, caller: Caller): Callers[Side] | null =>
  sides[side](caller);

export const Role = z.enum(['manager', 'dentist', 'technician', 'laboratory']);
export type Role = Caller['role'];

/** Who did something, as orders and entries keep it; the name is what they were called then. */
export const Actor = stored({
  sub,
  role: Role,
  name: z.string().optional().describe('What they were called then, where that is known'),
});
export type Actor = z.infer<typeof Actor>;

export const actorOf = ({ sub, role, name }: Caller): Actor => ({ sub, role, ...(name && { name }) });

/** Who is calling, whatever they are called: somebody who is renamed is the same person. */
export const identityOf = ({ name: _, ...identity }: Caller) => identity;
