import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { de } from '#domain/kernel/messages/de.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { uk } from '#domain/kernel/messages/uk.ts';
import { putSubscription } from '#domain/listening/decisions/put-subscription.ts';
import {
  disabledSubscription,
  mostSubscriptions,
  PutSubscription,
  type Subscription,
  signingSecrets,
  subscribesTo,
  toSubscriptionReply,
} from '#domain/listening/subscription.ts';

const caller = { role: 'laboratory', sub: 'apex-system', laboratoryId: 'apex-lab' } as const;
const at = '2026-12-11T09:30:00.000Z';
const hoursLater = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
const identity = { listener: 'L#apex-lab', subscriptionId: 'main' } as const;
const url = 'https://apex.example/orders';

let made = 0;
function put(current: Subscription[], body: object = {}, when = at): Subscription {
  const newSecret = `whsec_${++made}`;
  // A body may contain the read-only members of a reply: the route passes them to the decision.
  const sent = z.looseObject(PutSubscription.shape).parse({ url, ...body });
  const decision = putSubscription(identity, current, sent, { caller, at: when, newSecret });
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refused));
  return decision.accepted;
}

describe('a subscription', () => {
  test('is made with a secret, which is shown once', () => {
    const subscription = put([]);
    const [{ secret } = { secret: '' }] = subscription.secrets;
    expect(toSubscriptionReply(subscription, en, secret)).toMatchObject({
      subscriptionId: 'main',
      url,
      active: true,
      secret,
    });
    expect(JSON.stringify(toSubscriptionReply(subscription, en))).not.toContain(secret);
    expect(JSON.stringify(toSubscriptionReply(subscription, en, 'whsec_another'))).not.toContain(secret);
  });

  test('sent again unchanged keeps everything, its secret included', () => {
    const subscription = put([]);
    expect(put([subscription])).toBe(subscription);
    expect(put([subscription], toSubscriptionReply(subscription, en))).toBe(subscription);
    expect(() => put([subscription], { version: 7 })).toThrow('read_only');
  });

  test('says since when it is on: a change keeps that, off and on does not', () => {
    const made = put([], {}, at);
    const changed = put([made], { url: `${url}/2` }, hoursLater(1));
    const off = put([changed], { active: false }, hoursLater(2));
    const on = put([off], { active: true }, hoursLater(3));
    expect([made, changed, off, on].map(({ activeSince }) => activeSince)).toEqual([at, at, undefined, hoursLater(3)]);
    expect(put([off], { active: false }, hoursLater(3))).toBe(off);
    expect(put([on], { active: true }, hoursLater(4))).toBe(on);
    expect(put([], { active: false })).not.toHaveProperty('activeSince');
    expect(disabledSubscription(made, { at, eventId: 'x', code: 'gone' })).not.toHaveProperty('activeSince');
    expect(JSON.stringify(toSubscriptionReply(made, en))).not.toContain('activeSince');
  });

  test('keeps what waits and its run when it is replaced, and ends them when it is turned off', () => {
    const run = { startedAt: at, after: 4, to: null, step: 'second' };
    const busy = { ...put([]), waiting: new Set([5, 7]), run };
    expect(put([busy], { url: `${url}/2` })).toMatchObject({ url: `${url}/2`, waiting: new Set([5, 7]), run });
    for (const off of [
      put([busy], { active: false }),
      disabledSubscription(busy, { at, eventId: 'x', code: 'gone' }),
    ]) {
      expect(off).not.toHaveProperty('waiting');
      expect(off).not.toHaveProperty('run');
    }
  });

  test('takes a run back as it was shown, also when that has come further or has ended, or another goes on', () => {
    const run = { startedAt: at, after: 4, to: null, step: 'second' };
    const known = put([]);
    const shownOf = (subscription: Subscription) => {
      const { catchingUp, replaying } = toSubscriptionReply(subscription, en);
      return { ...(catchingUp && { catchingUp }), ...(replaying && { replaying }) };
    };
    const shown = [
      { ...known, run },
      { ...known, run: { ...run, to: 9 } },
      { ...known, run: { ...run, failing: { attempts: 2, since: at, notBefore: hoursLater(1) } } },
    ].map(shownOf);
    for (const current of [
      known,
      { ...known, run: { ...run, after: 9, step: 'third' } },
      { ...known, run: { ...run, startedAt: hoursLater(1), to: 9 } },
    ])
      for (const body of shown) expect(put([current], body)).toBe(current);
  });

  test('takes no run back that it cannot have shown', () => {
    const known = put([]);
    for (const body of [
      { catchingUp: null },
      { catchingUp: { startedAt: at } },
      { replaying: { startedAt: at, after: 4, failedAttempts: 0 } },
    ])
      expect(() => put([known], body)).toThrow('read_only');
    expect(() => put([], { catchingUp: { startedAt: at, after: 4, failedAttempts: 0 } })).toThrow('read_only');
  });

  test('keeps its creation time when it is replaced; deleted and made again it is another', () => {
    const subscription = put([]);
    const changed = put([subscription], { active: false }, hoursLater(1));
    expect([subscription.createdAt, changed.createdAt, put([], {}, hoursLater(2)).createdAt]).toEqual([
      at,
      at,
      hoursLater(2),
    ]);
    const { createdAt: _, ...older } = subscription;
    expect(put([older], { active: false }, hoursLater(1)).createdAt).toBeUndefined();
    expect(put([older])).toBe(older);
  });

  test('that is rotated signs with both secrets for a day, then with the new one', () => {
    const old = put([]);
    const both = put([old], { rotateSecret: true });
    const [[oldSecret], [newSecret]] = [signingSecrets(old, at), signingSecrets(both, at)];
    expect(signingSecrets(both, hoursLater(23.9))).toEqual([newSecret, oldSecret]);
    expect(signingSecrets(both, hoursLater(24))).toEqual([newSecret]);
  });

  test('rotated again, for example after a lost reply, keeps the secret in use for its whole day', () => {
    const old = put([]);
    const twice = put([put([old], { rotateSecret: true })], { rotateSecret: true }, hoursLater(1));
    expect(signingSecrets(twice, hoursLater(2))).toContain(old.secrets[0]?.secret);
    expect(signingSecrets(twice, hoursLater(24.5))).toHaveLength(2);
    expect(signingSecrets(put([twice], { rotateSecret: true }, hoursLater(30)), hoursLater(30))).toHaveLength(2);
  });

  test('keeps every secret for its whole day: a rotation with too many secrets is refused until one has ended', () => {
    let subscription = put([]);
    for (let hour = 1; hour <= 4; hour++) subscription = put([subscription], { rotateSecret: true }, hoursLater(hour));
    expect(signingSecrets(subscription, hoursLater(5))).toHaveLength(5);
    expect(() => put([subscription], { rotateSecret: true }, hoursLater(24.9))).toThrow('too_many_secrets');
    expect(() => put([subscription], { rotateSecret: true }, hoursLater(24.9))).toThrow(hoursLater(25));
    expect(put([subscription], { active: false }, hoursLater(5))).toMatchObject({ active: false });
    const later = put([subscription], { rotateSecret: true }, hoursLater(25));
    expect(signingSecrets(later, hoursLater(25))).toHaveLength(5);
  });

  test('that we turned off says why, until it is turned on again', () => {
    const because = { at, eventId: 'northside_E33E1B813D_4' };
    const given = disabledSubscription(put([]), { ...because, code: 'gone' });
    const disabled = { ...because, reason: 'The endpoint replied 410: it wants no more events.' };
    expect(toSubscriptionReply(given, en)).toMatchObject({ active: false, disabled });
    expect(toSubscriptionReply(put([given], { active: false, url: `${url}/2` }), en)).toMatchObject({ disabled });
    const on = put([given], { active: true, disabled });
    expect(toSubscriptionReply(on, en)).toMatchObject({ active: true, disabled: undefined });
  });

  test('that we turned off takes back why, in whatever language it was read, and no other reason', () => {
    const because = { at, eventId: 'northside_E33E1B813D_4' };
    const given = disabledSubscription(put([]), { ...because, code: 'gave_up', facts: { attempts: 10, last: 503 } });
    for (const words of [en, de, uk]) {
      const { disabled } = toSubscriptionReply(given, words);
      expect(put([given], { active: false, disabled })).toBe(given);
    }
    expect(() => put([given], { active: false, disabled: { ...because, at: hoursLater(1) } })).toThrow('read_only');
    expect(() => put([put([])], { disabled: because })).toThrow('read_only');
  });

  test('is one of twenty at most', () => {
    const current = Array.from({ length: mostSubscriptions }, (_, index) => ({
      ...put([]),
      subscriptionId: `s${index}`,
    }));
    expect(() => put(current)).toThrow('too_many_subscriptions');
    expect(put([...current.slice(1), put([])])).toMatchObject({ subscriptionId: 'main' });
  });
});

describe('an event is sent to a subscription', () => {
  const event = {
    specversion: '1.0' as const,
    id: 'northside_E33E1B813D_4',
    source: 'order-desk' as const,
    type: 'order.published.v1' as const,
    subject: 'E33E1B813D',
    time: at,
    datacontenttype: 'application/json' as const,
    partitionkey: 'northside_E33E1B813D',
    sequence: '0000000004',
    data: {
      tenantId: 'northside',
      number: 'E33E1B813D',
      version: 4,
      revision: 1,
      laboratoryId: 'apex-lab',
      to: 'laboratory' as const,
      feedSequence: 1,
      dueDate: '2026-12-18',
      lines: [],
    },
  };

  test('that is active and has no filter, or whose filter has its type and tenant', () => {
    expect(subscribesTo(put([]), event)).toBe(true);
    expect(subscribesTo(put([], { types: ['order.published.v1'], tenants: ['northside'] }), event)).toBe(true);
  });

  test('never if it is inactive or filters it out', () => {
    expect(subscribesTo(put([], { active: false }), event)).toBe(false);
    expect(subscribesTo(put([], { tenants: ['lakeview'] }), event)).toBe(false);
  });
});
