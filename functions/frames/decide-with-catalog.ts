import { createHash, randomBytes } from 'node:crypto';
import type { Catalog } from '#domain/catalog/catalog.ts';
import { isNothing, type Known, lookup, together } from '#domain/catalog/lookup.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';
import type { Act } from '#domain/order/act.ts';
import { todayIn } from '#functions/clock.ts';
import * as catalogs from '#functions/store/catalog.ts';

/** What a decision is made with: the caller, the time, the settings, and the catalogue entries read so far. */
export type DecisionContext<By extends Caller> = {
  caller: By;
  at: Instant;
  tenantId: Id;
  settings: Settings;
  known: Known;
};

/** How many extra reads a decision may cause: two for entries that lead to others, and one in reserve. */
const mostRounds = 3;

/**
 * Makes a decision. Catalogue entries that it looks up and that are not read yet are read in one batch, then the
 * decision is made again with the same new ids. `rounds` counts these reads.
 */
export async function decideWithCatalog<By extends Caller, Outcome>(
  { caller, at, tenantId, settings, known }: DecisionContext<By>,
  decide: (act: Act<By>) => Outcome,
): Promise<{ outcome: Outcome; rounds: number }> {
  let seed: Buffer | undefined;
  let all = known;
  for (let rounds = 0; rounds <= mostRounds; rounds++) {
    const { catalog, missed } = lookup(all);
    const outcome = decide({
      caller,
      at,
      get today() {
        return todayIn(settings.timeZone, at);
      },
      settings,
      catalog,
      newId: idsOf(() => (seed ??= randomBytes(16))),
    });
    if (isNothing(missed)) return { outcome, rounds };
    all = together(all, await catalogs.find(tenantId, missed));
  }
  throw new Error('A decision asks for more and more of the catalogue.');
}

/** Ids of ten hex digits, the same sequence for the same seed. */
function idsOf(seed: () => Buffer): () => Id {
  let made = 0;
  return () => createHash('sha256').update(seed()).update(String(made++)).digest('hex').slice(0, 10);
}

/** The catalogue over entries that have been read, for rules that need no others. */
export const catalogIn = (known: Known): Catalog => lookup(known).catalog;
