import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  attemptOf,
  Delivery,
  firstAttempt,
  isFor,
  isOver,
  outcomeOf,
} from '#domain/listening/delivery.ts';
import { published, subscriptionTo } from '#test/support/subscriptions.ts';

const at = '2026-12-11T09:30:00.000Z';
const hour = 3_600_000;
const waits = [5_000, 300_000];
const first: Delivery = {
  listener: 'L#apex-lab',
  subscriptionId: 'main',
  eventId: 'northside_E33E1B813D_4',
  feedSequence: 7,
  round: at,
  replay: false,
  attempt: 1,
  notBefore: at,
};
const answered = (status: number | null, other: Partial<Answer> = {}): Answer => ({ at, status, ms: 0, ...other });
const nextOf = (delivery: Delivery, answer: Answer, jitter = 0) => {
  const outcome = outcomeOf(delivery, answer, waits, jitter);
  return outcome.kind === 'retry' ? outcome.next : outcome;
};
const later = (milliseconds: number) => new Date(Date.parse(at) + milliseconds).toISOString();

describe('an attempt', () => {
  test('succeeds with any 2xx', () => {
    for (const status of [200, 201, 204, 299])
      expect(outcomeOf(first, answered(status), waits, 0)).toEqual({ kind: 'delivered' });
  });

  test('is followed by another after any other status, a redirect or no answer', () => {
    for (const status of [null, 100, 301, 307, 400, 401, 404, 429, 500, 503])
      expect(nextOf(first, answered(status))).toEqual({ ...first, attempt: 2, notBefore: later(5_000) });
    expect(nextOf({ ...first, attempt: 2 }, answered(500))).toMatchObject({ attempt: 3, notBefore: later(300_000) });
  });

  test('is the last if the endpoint answers 410 or the schedule has ended, and says why', () => {
    expect(outcomeOf(first, answered(410), waits, 0)).toEqual({
      kind: 'disabled',
      why: { at, eventId: first.eventId, code: 'gone' },
    });
    const end = (answer: Answer) => outcomeOf({ ...first, attempt: 3 }, answer, waits, 0);
    expect(end(answered(503))).toMatchObject({ why: { code: 'gave_up', facts: { attempts: 3, last: 503 } } });
    expect(end(answered(null, { error: 'timeout' }))).toMatchObject({
      why: { code: 'gave_up', facts: { last: 'timeout' } },
    });
  });

  test('waits as Retry-After says, but not less than the schedule and not more than a day', () => {
    const waiting = (retryAfter: string) => nextOf(first, answered(503, { retryAfter }));
    expect(waiting(later(60_000))).toMatchObject({ notBefore: later(60_000) });
    expect(waiting(later(1_000))).toMatchObject({ notBefore: later(5_000) });
    expect(waiting(later(-hour))).toMatchObject({ notBefore: later(5_000) });
    expect(waiting(later(1_000 * hour))).toMatchObject({ notBefore: later(24 * hour) });
  });

  test('waits from when the answer came, however long that took', () => {
    const ms = 14_000;
    expect(nextOf(first, answered(500, { ms }))).toMatchObject({ notBefore: later(ms + 5_000) });
    const asked = answered(503, { ms, retryAfter: later(1_000 * hour) });
    expect(nextOf(first, asked)).toMatchObject({ notBefore: later(ms + 24 * hour) });
    expect(nextOf(first, answered(410, { ms }))).toMatchObject({ why: { at: later(ms) } });
  });

  test('has a random wait of up to a tenth more', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (jitter) => {
        const next = nextOf(first, answered(500), jitter);
        const wait = 'notBefore' in next ? Date.parse(next.notBefore) - Date.parse(at) : 0;
        expect(wait).toBeGreaterThanOrEqual(5_000);
        expect(wait).toBeLessThanOrEqual(5_500);
      }),
    );
  });
});

describe('a message in the queue', () => {
  const progress = { feedSequence: 7, round: at, attempts: 1, delivered: false };

  test('is over when a duplicate has made its attempt, or the event is delivered', () => {
    expect(isOver(first, undefined)).toBe(false);
    expect(isOver(first, { ...progress, attempts: 0 })).toBe(false);
    expect(isOver(first, progress)).toBe(true);
    expect(isOver({ ...first, attempt: 2 }, progress)).toBe(false);
    expect(isOver({ ...first, attempt: 2 }, { ...progress, delivered: true })).toBe(true);
  });

  test('is for the subscription that it was begun for, and no other of its id', () => {
    const subscription = subscriptionTo('https://apex.example/', { createdAt: at });
    const delivery = firstAttempt(subscription, published(), at, false);
    expect(isFor(delivery, subscription)).toBe(true);
    expect(isFor(delivery, { ...subscription, createdAt: later(hour) })).toBe(false);
    expect(isFor({ ...delivery, subscribedAt: undefined }, subscription)).toBe(true);
  });

  test('keeps members of a newer release from attempt to attempt', () => {
    const newer = Delivery.parse({ ...first, urgency: 'high' });
    expect(nextOf(newer, answered(500))).toMatchObject({ attempt: 2, urgency: 'high' });
  });

  test('of a replay ends earlier attempts, and is not ended by them', () => {
    const replayed = { ...first, round: later(hour), replay: true };
    expect(isOver(replayed, { ...progress, delivered: true })).toBe(false);
    expect(isOver({ ...first, attempt: 5 }, { ...progress, round: later(hour), attempts: 0 })).toBe(true);
  });

  test('leaves a line in the log that says how it went', () => {
    const retryAfter = later(hour);
    expect(attemptOf(first, answered(503, { retryAfter }))).toEqual({
      eventId: first.eventId,
      attempt: 1,
      at,
      status: 503,
      ms: 0,
      replay: false,
    });
    expect(attemptOf({ ...first, replay: true }, answered(null, { error: 'timeout' }))).toMatchObject({
      status: null,
      error: 'timeout',
      replay: true,
    });
  });
});
