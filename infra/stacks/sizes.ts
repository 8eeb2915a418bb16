import type { FunctionName } from '#infra/rights/permissions.ts';

/** What a function has: memory in MB, the seconds until it is ended, and the seconds from which it counts as slow. */
type Size = { memory: number; seconds: number; slowAfter: number; atOnce?: number };

const usual: Size = { memory: 1024, seconds: 10, slowAfter: 3 };

/** A print takes a whole core for a second: many at once must not keep the others from their functions. */
const print: Size = { memory: 1769, seconds: 30, slowAfter: 10, atOnce: 50 };

/**
 * Who waits, for news or for an endpoint, needs no more than a little room and pays for it all the while; and it keeps a
 * function busy, which must not be taken from the clinics.
 */
const waiting = { memory: 256, seconds: 25, slowAfter: 22.5 };

const announcing = { seconds: 60 };

/** Every function that is not of the usual size. `atOnce` is how many may run at the same time. */
const sizes: Partial<Record<FunctionName, Partial<Size>>> = {
  printOrder: print,
  printLabOrder: print,
  getLabFeed: { ...waiting, atOnce: 100 },
  testSubscription: { ...waiting, atOnce: 20 },
  // Cognito waits no longer.
  addClaims: { seconds: 5 },
  announce: announcing,
  announceAgain: announcing,
  // An endpoint has 15 seconds to answer.
  deliverWebhook: { seconds: 30 },
};

/** The size of a function, by its name. */
export const sizeOf = (name: string): Size => ({ ...usual, ...new Map(Object.entries(sizes)).get(name) });
