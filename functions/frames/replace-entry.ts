import type { Versioned } from '#domain/catalog/decisions/put-entry.ts';
import type { Decision } from '#domain/kernel/decision.ts';
import { conflict, existing, isKnown, matches, ofVersion } from '#functions/http/conditions.ts';
import type { Headers } from '#functions/http/headers.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { etagOf, type Reply, reply } from '#functions/http/reply.ts';
import { pauseBefore } from '#functions/pause-before.ts';

/** The conditions of a write: the versions it may replace, or that nothing exists yet. */
export type Conditions = Pick<Headers, 'ifMatch' | 'ifNoneMatch'>;

/**
 * What a PUT found and decided, how to write and show it, further headers of its reply, and for its ETag the state of
 * what it shows `beside` the version.
 */
type Replacement<Entry extends Versioned, Body> = {
  current: Entry | null;
  decision: Decision<Entry>;
  put: (entry: Entry) => Promise<boolean>;
  show: (entry: Entry) => Body;
  headers?: Record<string, string>;
  beside?: (entry: Entry) => string | undefined;
};

/** A PUT without If-Match overwrites others: when another write was faster it is repeated. */
const attempts = 10;

/** Adds or replaces an entry, on condition of the version that was read. */
export async function replaceEntry<Entry extends Versioned, Body>(
  { ifMatch, ifNoneMatch }: Conditions,
  decide: () => Promise<Replacement<Entry, Body>>,
): Promise<Reply<Body> | Refused> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await pauseBefore(attempt);
    const { current, decision, put, show, headers, beside } = await decide();
    const version = current?.version ?? 0;
    if (ifMatch && !matches(ifMatch.map(ofVersion), version)) return conflict(version, null, ifMatch);
    if (isKnown(ifNoneMatch, etagOf(version, current ? beside?.(current) : undefined))) return existing(version);
    if (decision.kind === 'refused') return decision;
    const entry = decision.accepted;
    if (entry === current || (await put(entry)))
      return reply(show(entry), { ...etagOf(entry.version, beside?.(entry)), ...headers }, current ? 200 : 201);
  }
  return refuse({ code: 'try_again' });
}
