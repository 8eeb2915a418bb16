import type { FunctionName } from '#infra/rights/permissions.ts';

/** A function's memory in MB, timeout in seconds, alarm threshold in seconds, and most concurrent calls (`atOnce`). */
type Size = { memory: number; seconds: number; slowAfter: number; atOnce?: number };

const usual: Size = { memory: 1024, seconds: 10, slowAfter: 3 };

/** A print uses a whole core for a second. Its concurrency is limited so that other functions keep theirs. */
const print: Size = { memory: 1769, seconds: 30, slowAfter: 10, atOnce: 50 };

/**
 * For functions that mostly wait: long polling, and calls of somebody's endpoint. Lambda bills memory while they wait,
 * so they have little. Their concurrency is limited so that other functions keep theirs.
 */
const waiting = { memory: 256, seconds: 25, slowAfter: 22.5 };
const hearing = { ...waiting, atOnce: 100 };
const testing = { ...waiting, atOnce: 20 };

const announcing = { seconds: 60 };

/** The functions whose size is not the usual one. */
const sizes: Partial<Record<FunctionName, Partial<Size>>> = {
  printOrder: print,
  printLabOrder: print,
  getFeed: hearing,
  getLabFeed: hearing,
  testSubscription: testing,
  testLabSubscription: testing,
  // Cognito waits 5 seconds for a trigger.
  addClaims: { seconds: 5 },
  announce: announcing,
  announceAgain: announcing,
  // An endpoint has 15 seconds to answer.
  deliverWebhook: { memory: waiting.memory, seconds: 30 },
};

/** The size of a function, by its name. */
export const sizeOf = (name: string): Size => ({ ...usual, ...new Map(Object.entries(sizes)).get(name) });
