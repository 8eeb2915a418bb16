import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { historyEntry } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { sending } from '#test/support/functions/feed.ts';
import { dynamodb, holding, itemOf } from '#test/support/functions/mock-table.ts';
import { orderFor } from '#test/support/functions/valid-requests.ts';
import { accepted, act, at, laboratory, publishedEvent } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const published = orderFor('getLabOrder');
const { number } = published;
const params = { tenantId: 'northside', number };
const query = (...items: object[]) => dynamodb.on(QueryCommand).resolves({ Items: items as Record<string, unknown>[] });

describe('What seldom stands in a reply', () => {
  const held: Order = { ...published, laboratoryWork: { hold: { at, reason: 'The scan' }, journeys: [] } };
  const remade: Order = {
    ...published,
    source: '0123456789',
    sourceSentTo: ['apex-lab'],
    remake: { reason: 'Too short' },
  };

  test('a hold that is lifted warns of nothing, so its reply can be left out', async () => {
    for (const [prefer, status] of [
      ['return=minimal', 204],
      ['return=representation', 200],
    ] as const) {
      holding(itemOf.order(held));
      const answer = await call('holdOrder', { caller: laboratory, params, body: 'null', headers: { prefer } });
      expect(answer).toMatchObject({ status, headers: { 'preference-applied': prefer } });
      dynamodb.reset();
    }
  });

  test('a remake says why, to clinic and laboratory, and a list of which order', async () => {
    holding(itemOf.order(remade));
    expect((await call('getOrder', { params: { number } })).body.remake).toEqual({ reason: 'Too short' });
    expect((await call('getLabOrder', { caller: laboratory, params })).body.remake).toEqual({ reason: 'Too short' });
    query(itemOf.order(remade));
    const { body } = await call('listLabOrders', { caller: laboratory });
    expect(body.items[0].remake).toEqual({ source: '0123456789' });
  });

  test('a list says for which jaw, and a thread why its order was returned', async () => {
    const dentures = { services: [{ name: 'Full denture', quantity: 1, teeth: [], arch: 'upper' }], more: 0 };
    query({ ...itemOf.order(published), servicesInBrief: dentures });
    const { body } = await call('listLabOrders', { caller: laboratory });
    expect(body.items[0].servicesInBrief).toEqual(dentures);

    const reasons = [{ pointer: '/services/0/shade', message: 'Which shade?' }];
    const back = returnOrder.decide(published, { reasons }, { ...act(), caller: laboratory });
    holding(itemOf.order(accepted(back)));
    query();
    const thread = await call('listLabMessages', { caller: laboratory, params });
    expect(thread.body.left).toEqual({ how: 'returned', at, reason: 'Which shade?', reasons });
  });

  test('an earlier journey says what it was for, and what was promised', async () => {
    const shipment = { purpose: 'try-in' as const, carrier: 'Courier', trackingNumber: 'CR-118' };
    const journey = { ...shipment, promisedDate: '2026-12-17', reopenedAt: at, reason: 'Too high' };
    const laboratoryWork = { ...shipment, laboratoryReference: 'Pan 7', journeys: [journey] };
    holding(itemOf.order({ ...published, laboratoryWork }));
    const { body } = await call('getOrder', { params: { number } });
    expect(body.laboratoryWork).toEqual(laboratoryWork);
  });

  test('a change among many is told in part', async () => {
    holding(itemOf.order(published));
    const change = { field: 'enclosures', from: ['x'], to: ['y'], partial: true };
    query({ ...keys.change('northside', number, 1), ...historyEntry(null, published), changes: [change] });
    const { body } = await call('getHistory', { params: { number } });
    expect(body.items[0].changes).toEqual([change]);
  });

  test('a run that fails says when it tries again', async () => {
    const failing = { attempts: 2, since: at, notBefore: at };
    for (const to of [null, 9]) {
      const run = { startedAt: at, after: 3, to, step: 'one', failing };
      holding(itemOf.subscription(subscriptionTo('https://lab.example/', { run })));
      const { body } = await call('getLabSubscription', { caller: laboratory, params: { id: 'main' } });
      expect(to === null ? body.catchingUp : body.replaying).toMatchObject({ nextAttempt: at });
      dynamodb.reset();
    }
  });

  test('the feeds have the events of a remake, and what a laboratory does', async () => {
    const { data: published, ...event } = publishedEvent(sending(number).order, 1);
    /** The event as its listener hears it, the only one of its feed. */
    async function heard(type: string, data: { to: string }) {
      const isOfLaboratory = data.to === 'laboratory';
      const listener = isOfLaboratory ? 'L#apex-lab' : 'T#northside';
      holding({ ...keys.sequence(listener), last: 1 });
      query({ ...keys.feed(listener, 1), sequence: 1, event: { ...event, type, data } });
      const answer = isOfLaboratory
        ? await call('getLabFeed', { caller: laboratory, query: 'after=0' })
        : await call('getFeed', { query: 'after=0' });
      return answer.body.items[0].event;
    }

    const remake = { ...published, remake: { source: null } };
    expect((await heard('order.published.v1', remake)).data.remake).toEqual({ source: null });
    const { tenantId, version, revision, laboratoryId } = published;
    const data = { tenantId, number, version, revision, laboratoryId, to: 'tenant', feedSequence: 1 };
    for (const type of ['order.held.v1', 'order.resumed.v1', 'order.produced.v1', 'order.reopened.v1'])
      expect((await heard(type, data)).type).toBe(type);
    for (const type of ['order.withdrawn.v1', 'order.cancelled.v1', 'order.closed.v1', 'order.received.v1'])
      expect((await heard(type, { ...data, to: 'laboratory' })).type).toBe(type);
    const accepted = { ...data, corrected: false, promisedDate: '2026-12-17', laboratoryReference: 'Pan 7' };
    expect((await heard('order.accepted.v1', accepted)).data).toMatchObject(accepted);
    const shipped = { ...data, corrected: false, purpose: 'final', carrier: 'Courier', trackingNumber: 'CR-118' };
    expect((await heard('order.shipped.v1', shipped)).data).toMatchObject(shipped);
  });
});
