import * as z from 'zod/mini';
import type { RouteName } from '#functions/contract/routes.ts';
import recorded from '#functions/description/examples.json' with { type: 'json' };

const Exchange = z.strictObject({
  request: z.strictObject({
    path: z.record(z.string(), z.string()),
    query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    headers: z.record(z.string(), z.string()),
    body: z.optional(z.unknown()),
  }),
  reply: z.strictObject({ status: z.int(), body: z.optional(z.unknown()) }),
});
export type Exchange = z.output<typeof Exchange>;

/**
 * A request and its reply for every operation, and an event of every type, as `npm run docs:examples` has recorded them from
 * the demo.
 */
export const examples = z
  .strictObject({ operations: z.record(z.string(), Exchange), events: z.record(z.string(), z.unknown()) })
  .parse(recorded);

/** The exchange of an operation. Throws for one that was not recorded yet. */
export function exchangeOf(name: RouteName): Exchange {
  const exchange = examples.operations[name];
  if (!exchange) throw new Error(`Run npm run docs:examples: ${name} has no example.`);
  return exchange;
}
