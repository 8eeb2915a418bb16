import { describe, expect, test } from 'vitest';
import { en } from '#domain/kernel/messages/en.ts';
import {
  catchesUpWith,
  catchingUp,
  held,
  isToSend,
  judgeStep,
  mayGoOn,
  mostWaiting,
  type NewRun,
  passed,
  type Run,
  replayOf,
  setAside,
  soon,
  stepOf,
  waitOf,
  waitsTooMuch,
} from '#domain/listening/run.ts';
import { toSubscriptionReply } from '#domain/listening/subscription.ts';
import { deliveryWaits } from '#infra/stacks/delivery-waits.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const at = '2026-12-11T09:30:00.000Z';
const later = (milliseconds: number) => new Date(Date.parse(at) + milliseconds).toISOString();
const minute = 60_000;
const replay = replayOf(2, 9, at);
const subscription = subscriptionTo('https://apex.example/', { waiting: new Set([7, 12, 5]) });
const behind = catchingUp(subscription, at);

describe('a subscription for which too much waits', () => {
  test('catches up from the oldest event that waits, to the end of the feed', () => {
    expect(behind).toEqual({ startedAt: at, after: 4, to: null });
  });

  test('makes the replay that runs a part of it', () => {
    expect(catchingUp({ ...subscription, run: replay }, at)).toMatchObject({ after: 2, to: null });
    expect(catchingUp({ ...subscription, run: replayOf(8, 9, at) }, at)).toMatchObject({ after: 4, to: null });
  });

  test('is one with a hundred that wait, unless it catches up already', () => {
    const waiting = new Set(Array.from({ length: mostWaiting }, (_, index) => index));
    expect(waitsTooMuch({ ...subscription, waiting })).toBe(true);
    expect(waitsTooMuch({ ...subscription, waiting, run: replay })).toBe(true);
    expect(waitsTooMuch({ ...subscription, waiting, run: behind })).toBe(false);
    expect(waitsTooMuch(subscription)).toBe(false);
  });

  test('gets by that what it has not come to, and no run of a replay holds a new event back', () => {
    expect([4, 5, 99].map((number) => catchesUpWith({ ...subscription, run: behind }, number))).toEqual([
      false,
      true,
      true,
    ]);
    expect(catchesUpWith({ ...subscription, run: replay }, 5)).toBe(false);
    expect(catchesUpWith(subscription, 5)).toBe(false);
    expect([2, 3, 9, 10].map((number) => isToSend({ ...subscription, run: replay }, number))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isToSend({ ...subscription, run: behind }, 99)).toBe(true);
  });
});

describe('a message of a run', () => {
  const message = stepOf(subscription, { ...replay, step: 'second' }, at, later(5000));
  const judge = (run: Run | undefined, when = later(5000)) => judgeStep(message, run, when);

  test('names the step, and not how far its run has come', () => {
    expect(message).toEqual({
      listener: 'L#apex-lab',
      subscriptionId: 'main',
      step: 'second',
      madeAt: at,
      notBefore: later(5000),
    });
  });

  test('continues the run that names it, however late it comes', () => {
    expect(judge({ ...replay, step: 'second' })).toBe('continue');
    expect(judge({ ...replay, step: 'second' }, later(24 * 60 * minute))).toBe('continue');
  });

  test('waits half a minute for the run that names it to be stored, and is dropped then', () => {
    for (const run of [undefined, { ...replay, step: 'first' }, { ...behind, step: 'of a duplicate' }]) {
      expect(judge(run)).toBe('wait');
      expect(judge(run, later(29_999))).toBe('wait');
      expect(judge(run, later(30_000))).toBe('nothing');
    }
    expect(soon(at)).toBe(later(1000));
  });
});

describe('an event that fails in a run', () => {
  test('is counted until another one is next', () => {
    const once = held(replay, at, later(5000));
    expect(once).toEqual({ ...replay, failing: { attempts: 1, since: at, notBefore: later(5000) } });
    expect(held(once, later(5000), later(minute))).toEqual({
      ...replay,
      failing: { attempts: 2, since: at, notBefore: later(minute) },
    });
    expect(passed(once, 3)).toEqual({ ...replay, after: 3 });
  });

  test('is tried again at least every 15 minutes for as long as the schedule of a delivery lasts', () => {
    const schedule = deliveryWaits.map((wait) => wait.toMilliseconds());
    const waits: number[] = [];
    let now = 0;
    for (let run: NewRun = behind; ; ) {
      const wait = waitOf(run, later(now), schedule);
      if (wait === undefined) break;
      run = held(run, later(now), later(now + wait));
      now += wait;
      waits.push(wait);
    }
    expect(waits.slice(0, 4)).toEqual([5000, 5 * minute, 15 * minute, 15 * minute]);
    expect(new Set(waits.slice(2))).toEqual(new Set([15 * minute]));
    const hours = schedule.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
    expect(now / 3_600_000).toBeGreaterThanOrEqual(hours);
    expect(now / 3_600_000).toBeLessThan(hours + 0.25);
  });
});

describe('events that fail in a run while their endpoint is there', () => {
  const aside = (feedSequence: number) => ({
    eventId: `event-${feedSequence}`,
    feedSequence,
    attempt: 2,
    notBefore: later(5000),
    replay: false,
  });
  const inDoubt = (many: number) => ({ held: behind, events: Array.from({ length: many }, (_, at) => aside(at)) });
  const waiting = (many: number) => ({
    ...subscription,
    waiting: new Set(inDoubt(many).events.map((one) => one.feedSequence)),
  });

  const accepting = setAside(behind, []);

  test('are passed, up to ten in a row, where the endpoint accepts others or has refused the last', () => {
    for (const [run, refused] of [
      [accepting, false],
      [behind, true],
    ] as const)
      expect([1, 9, 10].map((many) => mayGoOn(subscription, run, inDoubt(many), refused))).toEqual([true, true, false]);
    expect(mayGoOn(subscription, behind, inDoubt(1), false)).toBe(false);
    expect(mayGoOn(subscription, held(accepting, at, later(5000)), inDoubt(1), false)).toBe(false);
    expect(mayGoOn(subscription, passed(accepting, 9), inDoubt(1), false)).toBe(true);
  });

  test('are passed only while all of them can be among the hundred that wait', () => {
    const room = (others: number, run: NewRun) => mayGoOn(waiting(others), run, inDoubt(3), true);
    expect([97, 98].map((others) => room(others, behind))).toEqual([true, false]);
    const two = setAside(behind, [aside(101), aside(102)]);
    expect([95, 96].map((others) => room(others, two))).toEqual([true, false]);
  });

  test('are set aside together with those before, for attempts of their own', () => {
    expect(accepting).toEqual({ ...behind, accepts: true });
    expect(setAside(setAside(behind, [aside(5)]), [aside(7), aside(8)])).toEqual({
      ...behind,
      accepts: true,
      aside: [5, 7, 8].map(aside),
    });
  });
});

test('a laboratory sees how far it has come in catching up or in a replay, and never which events wait', () => {
  const shown = (run?: NewRun) =>
    toSubscriptionReply({ ...subscription, ...(run && { run: { ...run, step: 'first' } }) }, en);
  expect(shown()).not.toHaveProperty('catchingUp');
  expect(shown(behind)).toMatchObject({ catchingUp: { startedAt: at, after: 4, failedAttempts: 0 } });
  expect(shown(held(behind, at, later(5000)))).toMatchObject({
    catchingUp: { after: 4, failedAttempts: 1, nextAttempt: later(5000) },
  });
  expect(shown(replay)).toMatchObject({ replaying: { startedAt: at, after: 2, to: 9, failedAttempts: 0 } });
  expect(Object.keys(shown(replay))).not.toContain('waiting');
  expect(Object.keys(shown(replay))).not.toContain('catchingUp');
});
