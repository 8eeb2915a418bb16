import { BatchGetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, holding, itemOf, onlyPut, reads } from '#test/support/functions/mock-table.ts';
import { accepted, act, complete, draft, laboratory, profile, publish, saved, sentTo } from '#test/support/orders.ts';

const before = draft(complete);
const order = saved(before, accepted(publish(before)), 'publishOrder');
const read = (caller: Caller = laboratory) =>
  call('getLabOrder', { caller, params: { tenantId: 'northside', number: order.number } });

describe('A laboratory reads an order', () => {
  test('in one consistent read, and the audit is written before the order is shown', async () => {
    holding(itemOf.order(order), itemOf.profile(profile()));
    const { status, body } = await read();
    expect([status, body.number]).toEqual([200, order.number]);
    expect(reads()).toEqual([['T#northside#CATALOG SETTINGS', 'T#northside#O#E33E1B813D ORDER']]);
    expect(onlyPut()).toMatchObject({
      Item: {
        PK: 'T#northside#H#E33E1B813D',
        SK: 'READ#2026-12-11T09:30:00.000Z#this-request',
        action: 'getLabOrder',
        by: { sub: 'apex-system', role: 'laboratory' },
        at: '2026-12-11T09:30:00.000Z',
      },
      ConditionExpression: 'attribute_not_exists(PK)',
    });
    expect(dynamodb.calls().map(({ args: [command] }) => command.constructor)).toEqual([BatchGetCommand, PutCommand]);
  });

  test('and is named in the audit, and sees of the clinic’s people only the name of the sender', async () => {
    const by = { sub: 'maria', role: 'manager', name: 'Maria Berg' } as const;
    const recent = order.recent.map((change) => ({ ...change, by }));
    holding(itemOf.order({ ...order, createdBy: by, updatedBy: by, publishedBy: by, recent }));
    const { body } = await read({ ...laboratory, name: 'Apex scanner' });
    expect(onlyPut().Item['by']).toEqual({ sub: 'apex-system', role: 'laboratory', name: 'Apex scanner' });
    expect(body.publication.by).toEqual(by);
    expect(JSON.stringify(body).match(/Maria Berg/g)).toHaveLength(1);
  });

  test('and sees nothing when the audit cannot be written', async () => {
    holding(itemOf.order(order));
    dynamodb.on(PutCommand).rejects(new Error('No.'));
    const { status, body } = await read();
    expect([status, body.code]).toEqual([500, 'internal_error']);
    expect(JSON.stringify(body)).not.toContain('Ferrari');
  });

  test('only while it is in its hands: else 404 without an audit', async () => {
    const current = [
      [itemOf.order(before)],
      [itemOf.order(sentTo('bright-lab', order))],
      [itemOf.order(accepted(withdrawOrder.decide(order, {}, act())))],
      [],
    ];
    for (const items of current) {
      dynamodb.reset();
      holding(...items);
      expectRefused(await read(), 404, 'not_found');
    }
  });

  test('also when it has closed itself to the tenant since: what is in its hands stays readable', async () => {
    holding(itemOf.order(order), itemOf.profile(profile({ tenants: ['lakeview'] })));
    expect((await read()).status).toBe(200);
  });
});
