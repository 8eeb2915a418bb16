import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Caller, Role } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import {
  type FaultCode,
  type FaultFacts,
  faultMessage,
  type WarningCode,
  type WarningFacts,
  warningMessage,
} from '#domain/kernel/messages/messages.ts';

/** One fault in what was sent. `pointer` (RFC 6901) leads to the field, `message` says the cure. */
export type Fault = { pointer: string; code: FaultCode; message: string };

/** A fault and the part of the request that it stands in; some that HTTP finds have codes of its own. */
export type RequestFault = Omit<Fault, 'code'> & { in: 'body' | 'query' | 'header' | 'path'; code: string };

/** What a caller should know although the action was accepted; a pointer leads into the order. */
export type Warning = {
  pointer?: string;
  code: WarningCode;
  message: string;
  earliestDueDate?: CalendarDate | undefined;
  taskId?: string;
  lineId?: Id;
  fields?: string[];
};

/** Makes a fault of its code and the facts that its message names. */
export function fault<Code extends FaultCode>(pointer: string, code: Code, ...facts: FaultFacts<Code>): Fault {
  return { pointer, code, message: faultMessage(code, ...facts) };
}

/** Makes a warning of its code and the facts that its message names; without a pointer it is about the whole. */
export function warning<Code extends WarningCode>(
  pointer: string | null,
  code: Code,
  ...facts: WarningFacts<Code>
): Warning {
  return { ...(pointer !== null && { pointer }), code, message: warningMessage(code, ...facts) };
}

/** Where a rule that knows its place reports the faults it finds; the pointer starts at that place. */
export type Report = <Code extends FaultCode>(pointer: string, code: Code, ...facts: FaultFacts<Code>) => void;

/** Reports faults into a list, below a place. */
export const reporting =
  (faults: Fault[], place: string): Report =>
  (pointer, code, ...facts) =>
    void faults.push(fault(`${place}${pointer}`, code, ...facts));

/** What an action would do, for people to read before they do it. */
export type Effect = { field: string; message: string; from?: unknown; to?: unknown };

/** What the rules refuse, with the facts that its answer shows. */
export type Refusal =
  | { code: 'not_found' }
  | { code: 'forbidden'; roles?: readonly Role[]; role?: Role; errors?: RequestFault[] }
  | { code: 'invalid_status'; orderStatus: string; actions: readonly string[] }
  | { code: 'payroll_finalized' }
  | { code: 'validation_failed'; errors: RequestFault[] }
  | { code: 'not_ready'; errors: RequestFault[] };

export type Refused = { kind: 'refused'; refused: Refusal };
export type Accepted<Thing> = { kind: 'accepted'; accepted: Thing; warnings: Warning[] };
export type Decision<Thing> = Accepted<Thing> | Refused;

export const accept = <Thing>(accepted: Thing, warnings: Warning[] = []): Accepted<Thing> => ({
  kind: 'accepted',
  accepted,
  warnings,
});

export const refuse = (refusal: Refusal): Refused => ({ kind: 'refused', refused: refusal });

/** A route or an action is for others than the caller's role. */
export const forbidRole = (roles: readonly Role[], { role }: Caller): Refused =>
  refuse({ code: 'forbidden', roles, role });

/** Fields of a request are not for this caller to set. */
export const forbid = (where: RequestFault['in'], pointers: readonly string[]): Refused =>
  refuse({
    code: 'forbidden',
    errors: pointers.map((pointer) => ({ in: where, ...fault(pointer, 'forbidden', { why: 'unset' }) })),
  });

/** A rule is broken by a body that its schema let through. */
export const refuseFaults = (faults: readonly Fault[]): Refused =>
  refuse({ code: 'validation_failed', errors: faults.map((fault) => ({ in: 'body', ...fault })) });

/** A decision with what was to be warned of before it. */
export function withWarnings<Thing>(decision: Decision<Thing>, warnings: readonly Warning[]): Decision<Thing> {
  return decision.kind === 'refused' ? decision : accept(decision.accepted, [...warnings, ...decision.warnings]);
}

/** A decision upon a part of the body: its faults point below that part. */
export function below<Thing>(pointer: string, decision: Decision<Thing>): Decision<Thing> {
  if (decision.kind !== 'refused' || decision.refused.code !== 'validation_failed') return decision;
  const errors = decision.refused.errors.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }));
  return refuse({ ...decision.refused, errors });
}

/** Reports faults below a place of another report. */
export const within =
  (report: Report, place: string): Report =>
  (pointer, code, ...facts) =>
    report(`${place}${pointer}`, code, ...facts);
