import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { noPlan } from '#domain/order/order.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, holding, type Item, itemOf, puts } from '#test/support/functions/mock-table.ts';
import { laboratory, manager, profile, technician } from '#test/support/orders.ts';
import { asDraft, published as order } from '#test/support/printing/orders-to-print.ts';

mockClient(S3Client).on(PutObjectCommand).resolves({});

const current = [itemOf.order(order), itemOf.profile(profile())];
const params = { tenantId: 'northside', number: order.number };
const stranger: Caller = { ...laboratory, laboratoryId: 'bright-lab' };

const open = (documentId: string, caller: Caller = laboratory) =>
  call('getLabDocument', { caller, params: { ...params, documentId } });

/** Prints with these items in the table, and adds the document to them. */
async function print(name: 'printOrder' | 'printLabOrder', body: object, items: Item[]) {
  holding(...items);
  const printed = await call(name, { params, body, ...(name === 'printLabOrder' && { caller: laboratory }) });
  const document = puts()[0]?.Item as Item;
  dynamodb.reset();
  holding(...items, document);
  return { ...printed, document, documentId: String(document['documentId']) };
}

describe('A laboratory’s printed document', () => {
  test('is at the Location of its print, opens by a fresh link, and the history lists that', async () => {
    const { headers, body, documentId } = await print('printLabOrder', {}, current);
    expect(headers['location']).toBe(`/v1/lab/orders/northside/${order.number}/documents/${documentId}`);
    const { url: _, ...same } = body;
    expect(await open(documentId)).toMatchObject({ status: 200, body: same });
    const [read, ...others] = puts();
    expect(others).toEqual([]);
    expect(read).toMatchObject({
      Item: { SK: expect.stringMatching(/^READ#/), action: 'getLabDocument', by: { role: 'laboratory' }, documentId },
      ConditionExpression: 'attribute_not_exists(PK)',
    });
  });

  test('of an order that was cancelled opens, too: it is still in its hands', async () => {
    const cancelled = itemOf.order({ ...order, status: 'cancelled', cancelledAt: order.updatedAt });
    const { documentId } = await print('printLabOrder', {}, [cancelled]);
    expect((await open(documentId)).status).toBe(200);
  });

  test('is 404 for another laboratory and once the order is no longer its own, and 403 for a clinic', async () => {
    const { documentId, document } = await print('printLabOrder', {}, current);
    const never = await open('0'.repeat(64));
    expectRefused(never, 404, 'not_found');
    expect(await open(documentId, stranger)).toEqual(never);
    holding(itemOf.order(asDraft(order)), itemOf.profile(profile()), document);
    expect(await open(documentId)).toEqual(never);
    expectRefused(await open(documentId, manager), 403, 'forbidden');
  });
});

describe('A laboratory’s paper', () => {
  const lab = { params, caller: laboratory };
  const read = async (item: Item) => {
    holding(item);
    return (await call('getLabOrder', lab)).body;
  };
  /** The same order, after a clinic has changed what no laboratory reads. */
  const unseen = itemOf.order({ ...order, version: 12, updatedAt: '2026-12-24T08:00:00.000Z', workPlan: noPlan });

  test.each([{}, { kind: 'label' }])(
    'of %j is the same document, byte by byte, as long as the order that it reads is the same',
    async (body) => {
      const first = await print('printLabOrder', body, [itemOf.order(order)]);
      const again = await print('printLabOrder', body, [unseen]);
      expect(again.body).toMatchObject({ documentId: first.documentId, sha256: first.body.sha256 });
      expect(again.body.version).toBe(order.laboratoryVersion);
      expect(await read(unseen)).toEqual(await read(itemOf.order(order)));
    },
  );

  test('is another one, with its new version, when what it reads has changed', async () => {
    const first = await print('printLabOrder', {}, [itemOf.order(order)]);
    const moved = { ...order, version: 13, laboratoryVersion: 13, dueDate: '2026-12-28' };
    const again = await print('printLabOrder', {}, [itemOf.order(moved)]);
    expect(again.documentId).not.toBe(first.documentId);
    expect(again.body.version).toBe(13);
  });

  test.each([{}, { kind: 'label' }])(
    'of %j that a clinic has printed in a version of its own is for clinics alone',
    async (body) => {
      const item = itemOf.order({ ...order, version: 12, workPlan: noPlan, source: null });
      const { documentId } = await print('printOrder', body, [item]);
      expectRefused(await open(documentId), 403, 'forbidden');
      const own = await call('printLabOrder', { ...lab, body });
      expect(own.body.documentId).not.toBe(documentId);
    },
  );
});

describe('A clinic’s printed document', () => {
  test('is that of its laboratory, if nothing on it is for clinics alone', async () => {
    const planless = itemOf.order({ ...order, workPlan: noPlan, source: null });
    const { documentId, document } = await print('printOrder', {}, [planless]);
    const again = await call('printLabOrder', { params, body: {}, caller: laboratory });
    expect(again.body.documentId).toBe(documentId);
    holding(planless, document);
    expect((await open(documentId)).status).toBe(200);
  });

  test('opens for a laboratory if it may see everything on it, checked each time', async () => {
    const shown = itemOf.settings({ ...defaultSettings, laboratoriesSeePrices: true, version: 1 });
    const full = itemOf.order({ ...order, discount: null });
    const { documentId, document } = await print('printOrder', { sections: ['prices'] }, [full, shown]);
    expect((await open(documentId)).status).toBe(200);
    dynamodb.reset();
    holding(full, document);
    expectRefused(await open(documentId), 403, 'forbidden');
    // What clinics alone may see: pay, the plan, a discount, and which order this is a copy of.
    const remake = itemOf.order({ ...order, source: 'A0B1C2D3E4', remake: { reason: 'Too dark' } });
    for (const [body, item] of [
      ...['payroll', 'workPlan', 'prices'].map((section) => [{ sections: [section] }, itemOf.order(order)] as const),
      [{ sections: ['note'] }, remake] as const,
      [{ kind: 'label' }, remake] as const,
    ]) {
      const printed = await print('printOrder', body, [item, itemOf.profile(profile()), shown]);
      expectRefused(await open(printed.documentId), 403, 'forbidden');
    }
  });

  test('of a remake is its own where the laboratory had the source, and opens for it', async () => {
    const known = { ...order, source: 'A0B1C2D3E4', sourceSentTo: ['apex-lab'], remake: { reason: 'Too dark' } };
    const items = [itemOf.order(known), itemOf.profile(profile())];
    for (const body of [{ sections: ['note'] }, { kind: 'label' }]) {
      const { documentId } = await print('printOrder', body, items);
      expect((await open(documentId)).status).toBe(200);
      expect((await print('printLabOrder', body, items)).documentId).toBe(documentId);
    }
  });

  test('of a draft is 404 for those who cannot see drafts, also after publishing', async () => {
    const { documentId, document } = await print('printOrder', { sections: ['services'] }, [
      itemOf.order(asDraft(order)),
    ]);
    holding(...current, document);
    expectRefused(await open(documentId), 404, 'not_found');
    const ofClinic = { params: { number: order.number, documentId } };
    expectRefused(await call('getDocument', { ...ofClinic, caller: technician }), 404, 'not_found');
    expect((await call('getDocument', ofClinic)).status).toBe(200);
  });
});
