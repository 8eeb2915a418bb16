import * as z from 'zod';

const fault = { pointer: z.string(), code: z.string(), message: z.string() };

/** An error as every refused request is answered (RFC 9457). */
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

/** What the gateway answers by itself, before any of our code: no or an expired token, too large, too many. */
export const GatewayAnswer = z.looseObject({ message: z.string() });
