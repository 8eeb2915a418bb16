import * as z from 'zod';
import { Role } from '#domain/kernel/caller.ts';
import { actions } from '#domain/order/actions.ts';
import { Status } from '#domain/order/statuses.ts';
import { codesIn } from '#functions/codes.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { keysOf, type RefusalCode } from '#functions/description/refusals.ts';

/** The codes of faults, of what a draft lacks, and of warnings. */
export const FaultCode = z.enum(codesIn.errors);
export const ReadinessCode = z.enum(codesIn.readiness);
/** What a list says that a draft lacks: all but what only the day decides. */
export const MissingCode = ReadinessCode.exclude(['due_date_past']);
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

const errors = z.array(Fault).min(1);

/** The members that a refusal has beside those of every problem. A code without a row has none. */
const members: Partial<Record<RefusalCode, z.ZodRawShape>> = {
  invalid_header: { errors },
  forbidden: { roles: z.array(Role).optional(), role: Role.optional(), errors: errors.optional() },
  not_found: { because: z.enum(['unversioned', 'neverSent']).optional() },
  invalid_status: { orderStatus: Status, actions: z.array(ActionName) },
  feed_expired: { oldest: z.int() },
  version_conflict: {
    version: z.int().min(0),
    fields: z.array(z.string()).nullable(),
    because: z.enum(['weak', 'exists']).optional(),
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
