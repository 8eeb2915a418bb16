import * as z from 'zod';

const fault = { pointer: z.string(), code: z.string(), message: z.string() };

/** The error document of every refused request (RFC 9457). */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z
    .array(z.strictObject({ in: z.enum(['body', 'query', 'header', 'path']), ...fault }))
    .optional()
    .describe('Every fault, with a pointer to its field'),
});

/** API Gateway's own error, before our code runs: a missing or expired token, too large, or too many requests. */
export const GatewayAnswer = z.looseObject({ message: z.string() });
