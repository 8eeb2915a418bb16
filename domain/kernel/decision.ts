import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Caller, Role } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { Messages } from '#domain/kernel/messages/en.ts';
import type {
  EffectCode,
  FaultCode,
  FaultFacts,
  Said,
  WarningCode,
  WarningFacts,
} from '#domain/kernel/messages/messages.ts';

/** One fault in a request. `pointer` (RFC 6901) leads to the field; the message that is made of it says the cure. */
export type Fault<Code extends FaultCode = FaultCode> = { pointer: string } & Said<Messages['faults'], Code>;

/** The part of a request that a fault is in. */
export type RequestPart = 'body' | 'query' | 'header' | 'path';

/** A fault with the part of the request that it is in. */
export type RequestFault = { in: RequestPart } & Fault;

/** Something unusual that was accepted all the same; `pointer` leads into the order. */
export type Warning<Code extends WarningCode = WarningCode> = Said<Messages['warnings'], Code> & {
  pointer?: string;
  earliestDueDate?: CalendarDate | undefined;
  taskId?: string | undefined;
  lineId?: Id;
  fields?: string[];
};

/** Makes a fault from its code and the facts for its message. */
export function fault<Code extends FaultCode>(pointer: string, code: Code, ...facts: FaultFacts<Code>): Fault<Code> {
  return { pointer, code, facts: facts[0] };
}

/** Makes a warning from its code and the facts for its message; pass null as pointer for one about the whole order. */
export function warning<Code extends WarningCode>(
  pointer: string | null,
  code: Code,
  ...facts: WarningFacts<Code>
): Warning<Code> {
  return { ...(pointer !== null && { pointer }), code, facts: facts[0] };
}

/** A function that reports a fault at a pointer relative to the place that it was made for. */
export type Report = <Code extends FaultCode>(pointer: string, code: Code, ...facts: FaultFacts<Code>) => void;

/** A `Report` that adds faults to a list; their pointers start with `place`. */
export const reporting =
  (faults: Fault[], place: string): Report =>
  (pointer, code, ...facts) =>
    void faults.push(fault(`${place}${pointer}`, code, ...facts));

/** One effect of a change, as a dry run shows it. */
export type Effect<Code extends EffectCode = EffectCode> = Said<Messages['effects'], Code> & {
  field: string;
  from?: unknown;
  to?: unknown;
};

/** Makes an effect from its code and the facts for its message. */
export function effect<Code extends EffectCode>(
  change: { field: string; from?: unknown; to?: unknown },
  code: Code,
  ...facts: Parameters<Messages['effects'][Code]>
): Effect<Code> {
  return { ...change, code, facts: facts[0] };
}

/** Why the status of an order does not allow an action, where there is another way to what was meant. */
export const wrongStatuses = ['draft', 'sent', 'inProduction'] as const;
export type WrongStatus = (typeof wrongStatuses)[number];

/** Why a decision refuses, with the facts that the reply shows. */
export type Refusal =
  | { code: 'not_found' }
  | { code: 'forbidden'; roles?: readonly Role[]; role?: Role; because?: 'otherTask'; errors?: RequestFault[] }
  | { code: 'invalid_status'; orderStatus: string; actions: readonly string[]; because?: WrongStatus }
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

/** Refuses an action or route that the caller's role may not use. */
export const forbidRole = (roles: readonly Role[], { role }: Caller): Refused =>
  refuse({ code: 'forbidden', roles, role });

/** Refuses fields of a request that this caller may not set. */
export const forbid = (where: RequestPart, pointers: readonly string[]): Refused =>
  refuse({
    code: 'forbidden',
    errors: pointers.map((pointer) => ({ in: where, ...fault(pointer, 'forbidden', { why: 'unset' }) })),
  });

/** Refuses a body that fits its schema but breaks a rule. */
export const refuseFaults = (faults: readonly Fault[]): Refused =>
  refuse({ code: 'validation_failed', errors: faults.map((fault) => ({ in: 'body', ...fault })) });

/** Adds earlier warnings to a decision, before its own. */
export function withWarnings<Thing>(decision: Decision<Thing>, warnings: readonly Warning[]): Decision<Thing> {
  return decision.kind === 'refused' ? decision : accept(decision.accepted, [...warnings, ...decision.warnings]);
}

/** Prefixes the pointers of a decision's faults, for a decision about one part of the body. */
export function below<Thing>(pointer: string, decision: Decision<Thing>): Decision<Thing> {
  if (decision.kind !== 'refused' || decision.refused.code !== 'validation_failed') return decision;
  const errors = decision.refused.errors.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }));
  return refuse({ ...decision.refused, errors });
}

/** A `Report` for a place inside the place of another one. */
export const within =
  (report: Report, place: string): Report =>
  (pointer, code, ...facts) =>
    report(`${place}${pointer}`, code, ...facts);
