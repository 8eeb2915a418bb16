import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

const sub = z.string().check(z.minLength(1), z.maxLength(128));

/** The name of a person or a system. */
export const PersonName = text(100);

/** A claim that is no valid name is ignored; the caller is still let in. */
const name = z.catch(z.optional(PersonName), undefined);

/** The claims of each role: the ids that it must have, and an optional name. */
export const callersByRole = {
  manager: { role: z.literal('manager'), tenantId: Id, name },
  dentist: { role: z.literal('dentist'), tenantId: Id, customerId: Id, name },
  technician: { role: z.literal('technician'), tenantId: Id, employeeId: Id, name },
  laboratory: { role: z.literal('laboratory'), laboratoryId: Id, name },
};

/** Who is calling, with exactly the ids that the role needs. */
export const Caller = z.discriminatedUnion('role', [
  z.strictObject({ ...callersByRole.manager, sub }),
  z.strictObject({ ...callersByRole.dentist, sub }),
  z.strictObject({ ...callersByRole.technician, sub }),
  z.strictObject({ ...callersByRole.laboratory, sub }),
]);
export type Caller = z.infer<typeof Caller>;

/** A person or a system of a laboratory. */
export type LaboratoryCaller = Extract<Caller, { role: 'laboratory' }>;

/** A manager, dentist or technician. */
export type ClinicCaller = Exclude<Caller, LaboratoryCaller>;

/** The callers by audience: for each route, either clinics or laboratories. */
export type Callers = { clinic: ClinicCaller; laboratory: LaboratoryCaller };
export type Audience = keyof Callers;

/** The audience that a caller belongs to: the side that they read and write for. */
export const audienceOf = ({ role }: Pick<Caller, 'role'>): Audience =>
  role === 'laboratory' ? 'laboratory' : 'clinic';

/** Which side did something: somebody of the clinics, or of the laboratory. */
export const Side = z.enum<Audience[]>(['clinic', 'laboratory']);

const belongsTo = <Side extends Audience>(side: Side, caller: Caller): caller is Callers[Side] =>
  audienceOf(caller) === side;

/** The caller if they belong to this audience, else null. */
export const callerFor = <Side extends Audience>(side: Side, caller: Caller): Callers[Side] | null =>
  belongsTo(side, caller) ? caller : null;

export const Role = z.enum(['manager', 'dentist', 'technician', 'laboratory']);
export type Role = Caller['role'];

/** Who did something, as orders and entries keep it. */
export const Actor = stored({
  sub,
  role: Role,
  name: z.optional(z.string()),
});
export type Actor = z.infer<typeof Actor>;

export const actorOf = ({ sub, role, name }: Caller): Actor => ({ sub, role, ...(name && { name }) });

/** The caller without the name: someone who is renamed is still the same caller. */
export const identityOf = ({ name: _, ...identity }: Caller) => identity;
