import * as z from 'zod/mini';
import { Role } from '#domain/kernel/caller.ts';
import { wrongStatuses } from '#domain/kernel/decision.ts';
import { actions } from '#domain/order/actions.ts';
import { Status } from '#domain/order/statuses.ts';
import { codesIn } from '#functions/codes.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { keysOf, type RefusalCode } from '#functions/description/refusals.ts';

/** The codes of faults, of what a draft lacks, and of warnings. */
export const FaultCode = z.enum(codesIn.errors);
export const ReadinessCode = z.enum(codesIn.readiness);
/** What a list says that a draft lacks: all but what only the day decides. */
export const MissingCode = z.enum(codesIn.readiness.filter((code) => code !== 'due_date_past'));
export const WarningCode = z.enum(codesIn.warnings);

/** What can be done to an order: the names of operations. */
export const ActionName = z.enum(keysOf(actions));

/** One fault in a request. */
export const Fault = z.strictObject({
  in: z.enum(['body', 'query', 'header', 'path']),
  pointer: z.string(),
  code: FaultCode,
  message: z.string(),
});

const errors = z.array(Fault).check(z.minLength(1));

/** The members that a refusal has beside those of every problem. A code without a row has none. */
const members: Partial<Record<RefusalCode, z.core.$ZodShape>> = {
  invalid_header: { errors },
  forbidden: {
    roles: z.optional(z.array(Role)),
    role: z.optional(Role),
    because: z.optional(z.enum(['otherTask'])),
    errors: z.optional(errors),
  },
  not_found: { because: z.optional(z.enum(['unversioned', 'neverSent'])) },
  invalid_status: {
    orderStatus: Status,
    actions: z.array(ActionName),
    because: z.optional(z.enum(wrongStatuses)),
  },
  feed_expired: { oldest: z.int() },
  version_conflict: {
    version: z.int().check(z.minimum(0)),
    fields: z.nullable(z.array(z.string())),
    because: z.optional(z.enum(['weak', 'exists'])),
  },
  unsupported_media_type: { expected: z.string() },
  validation_failed: { errors },
  not_ready: { errors },
  idempotency_key_reused: { errors },
};

/** The problem document (RFC 9457) of each code. */
export const problems = new Map(
  keysOf(problemStatuses).map((code) => [
    code,
    z.strictObject({
      type: z.string(),
      title: z.string(),
      status: z.literal(problemStatuses[code]),
      code: z.literal(code),
      detail: z.string(),
      requestId: z.string(),
      ...members[code],
    }),
  ]),
);

/** API Gateway's own answer, before our code runs. */
export const GatewayAnswer = z.strictObject({ message: z.string() });
