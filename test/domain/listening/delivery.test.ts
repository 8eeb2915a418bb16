import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  attemptOf,
  Delivery,
  firstAttempt,
  isFor,
  isOver,
  nextAttempt,
  outcomeOf,
  refuses,
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
  attempt: 1,
  notBefore: at,
  replay: false,
};
const answered = (status: number | null, other: Partial<Answer> = {}): Answer => ({ at, status, ms: 0, ...other });
const judged = (delivery: Delivery, answer: Answer, jitter = 0) =>
  outcomeOf(delivery, answer, waits[delivery.attempt - 1], jitter);
const retried = (notBefore: string) => ({ kind: 'retry', notBefore });
const later = (milliseconds: number) => new Date(Date.parse(at) + milliseconds).toISOString();

describe('an attempt', () => {
  test('succeeds with any 2xx', () => {
    for (const status of [200, 201, 204, 299]) expect(judged(first, answered(status))).toEqual({ kind: 'delivered' });
  });

  test('is followed by another after any other status, a redirect or no answer', () => {
    for (const status of [null, 100, 301, 307, 400, 401, 404, 429, 500, 503])
      expect(judged(first, answered(status))).toEqual(retried(later(5_000)));
    expect(judged({ ...first, attempt: 2 }, answered(500))).toEqual(retried(later(300_000)));
  });

  test('is the last if the endpoint answers 410 or the schedule has ended, and says why', () => {
    expect(judged(first, answered(410))).toEqual({
      kind: 'disabled',
      why: { at, eventId: first.eventId, code: 'gone' },
    });
    const end = (answer: Answer) => judged({ ...first, attempt: 3 }, answer);
    expect(end(answered(503))).toMatchObject({ why: { code: 'gave_up', facts: { attempts: 3, last: 503 } } });
    expect(end(answered(null, { error: 'timeout' }))).toMatchObject({
      why: { code: 'gave_up', facts: { last: 'timeout' } },
    });
  });

  test('may be refused by an endpoint that takes others: not so where it is away, busy or gone', () => {
    for (const status of [400, 401, 403, 404, 413, 422, 499]) expect(refuses(answered(status))).toBe(true);
    for (const status of [null, 204, 301, 408, 410, 429, 500, 503]) expect(refuses(answered(status))).toBe(false);
  });

  test('waits as Retry-After says, but not less than the schedule and not more than a day', () => {
    const waiting = (retryAfter: string) => judged(first, answered(503, { retryAfter }));
    expect(waiting(later(60_000))).toMatchObject({ notBefore: later(60_000) });
    expect(waiting(later(1_000))).toMatchObject({ notBefore: later(5_000) });
    expect(waiting(later(-hour))).toMatchObject({ notBefore: later(5_000) });
    expect(waiting(later(1_000 * hour))).toMatchObject({ notBefore: later(24 * hour) });
  });

  test('waits from when the answer came, however long that took', () => {
    const ms = 14_000;
    expect(judged(first, answered(500, { ms }))).toMatchObject({ notBefore: later(ms + 5_000) });
    const asked = answered(503, { ms, retryAfter: later(1_000 * hour) });
    expect(judged(first, asked)).toMatchObject({ notBefore: later(ms + 24 * hour) });
    expect(judged(first, answered(410, { ms }))).toMatchObject({ why: { at: later(ms) } });
  });

  test('has a random wait of up to a tenth more', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (jitter) => {
        const next = judged(first, answered(500), jitter);
        const wait = 'notBefore' in next ? Date.parse(next.notBefore) - Date.parse(at) : 0;
        expect(wait).toBeGreaterThanOrEqual(5_000);
        expect(wait).toBeLessThanOrEqual(5_500);
      }),
    );
  });
});

describe('a message in the queue', () => {
  const progress = { feedSequence: 7, attempts: 1, delivered: false };

  test('is over when a duplicate has made its attempt, or the event is delivered', () => {
    expect(isOver(first, undefined)).toBe(false);
    expect(isOver(first, { ...progress, attempts: 0 })).toBe(false);
    expect(isOver(first, progress)).toBe(true);
    expect(isOver({ ...first, attempt: 2 }, progress)).toBe(false);
    expect(isOver({ ...first, attempt: 2 }, { ...progress, delivered: true })).toBe(true);
  });

  test('is for its subscription while that stays on: turned off and on, or made again, it is not the same', () => {
    const subscription = subscriptionTo('https://apex.example/', { activeSince: at });
    const delivery = firstAttempt(subscription, published(), at);
    expect(isFor(delivery, subscription)).toBe(true);
    expect(isFor(nextAttempt(delivery, later(hour)), { ...subscription, url: 'https://other.example/' })).toBe(true);
    expect(isFor(delivery, { ...subscription, activeSince: later(hour) })).toBe(false);
    expect(isFor({ ...delivery, activeSince: undefined }, subscription)).toBe(false);
  });

  test('keeps members of a newer release from attempt to attempt', () => {
    const newer = Delivery.parse({ ...first, urgency: 'high' });
    expect(nextAttempt(newer, later(hour))).toEqual({ ...newer, attempt: 2, notBefore: later(hour) });
    expect(newer).toMatchObject({ urgency: 'high' });
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
