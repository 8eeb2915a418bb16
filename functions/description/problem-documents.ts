import * as z from 'zod';
import { Role } from '#domain/kernel/caller.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { Status } from '#domain/order/statuses.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { keysOf, type RefusalCode } from '#functions/description/refusals.ts';
import { en as ofHttp } from '#functions/http/messages/en.ts';

/** The codes of faults, in the rules and in the HTTP layer. */
export const FaultCode = z.enum(Object.keys({ ...ofHttp.faults, ...en.faults }));
export const WarningCode = z.enum(Object.keys(en.warnings));

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
  invalid_status: { orderStatus: Status, actions: z.array(z.string()) },
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
