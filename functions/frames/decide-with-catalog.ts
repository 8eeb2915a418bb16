import { createHash, randomBytes } from 'node:crypto';
import type { Catalog } from '#domain/catalog/catalog.ts';
import { isNothing, type Known, lookup, together } from '#domain/catalog/lookup.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';
import type { Act } from '#domain/order/act.ts';
import { todayIn } from '#functions/clock.ts';
import * as catalogs from '#functions/store/catalog.ts';

/** What a request leads to, and the part of the catalogue that was read on the way. */
export type DecisionContext<By extends Caller> = {
  caller: By;
  at: Instant;
  tenantId: Id;
  settings: Settings;
  known: Known;
};

/** How often a decision may ask for more: what it names, what that leads to, and one round to spare. */
const mostRounds = 3;

/**
 * Asks a decision. What it missed of the catalogue is read, all at once, and it is asked again; each time it makes the
 * same ids. `rounds` says how often that was.
 */
export async function decideWithCatalog<By extends Caller, Outcome>(
  { caller, at, tenantId, settings, known }: DecisionContext<By>,
  decide: (act: Act<By>) => Outcome,
): Promise<{ outcome: Outcome; rounds: number }> {
  const seed = randomBytes(16);
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
      newId: idsOf(seed),
    });
    if (isNothing(missed)) return { outcome, rounds };
    all = together(all, await catalogs.find(tenantId, missed));
  }
  throw new Error('A decision asks for more and more of the catalogue.');
}

/** Ten hex digits each, the same ones for the same seed. */
function idsOf(seed: Buffer): () => Id {
  let made = 0;
  return () => createHash('sha256').update(seed).update(String(made++)).digest('hex').slice(0, 10);
}

/** The catalogue of what has been read, for a question that needs no more. */
export const catalogIn = (known: Known): Catalog => lookup(known).catalog;
