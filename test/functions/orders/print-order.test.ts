import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { call } from '#test/support/functions/call-handler.ts';
import {
  expectRefused,
  faultsIn,
  holding,
  type Item,
  itemOf,
  puts,
  reads,
} from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { dentist, laboratory, manager, technician } from '#test/support/orders.ts';
import { asDraft, published } from '#test/support/printing/orders-to-print.ts';

const files = mockClient(S3Client);
const uploads = () => files.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input);

const order = { ...published, customerId: 'weber' };
const employee = itemOf.employee({
  employeeId: 'minh',
  firstName: 'Minh',
  lastName: 'Nguyễn',
  active: true,
  version: 1,
  updatedAt: null,
  updatedBy: null,
});

const print = (body: object = {}, sent: Sent = {}) => call('printOrder', { body, ...sent });
const open = (documentId: string, sent: Sent = {}) => call('getDocument', { params: { documentId }, ...sent });

beforeEach(() => {
  files.reset();
  files.on(PutObjectCommand).resolves({});
  holding(itemOf.order(order), employee);
});

/** Prints, and adds the document to the items of the table. */
async function printedBy(caller: Sent['caller'], body: object = {}, from = order): Promise<Item> {
  holding(itemOf.order(from), employee);
  await print(body, caller ? { caller } : {});
  const [document] = puts().slice(-2);
  const item = document?.Item as Item;
  holding(itemOf.order(from), employee, item);
  return item;
}

describe('Printing an order', () => {
  it('reads order and settings, then the technicians in it, and stores file, document and a history item', async () => {
    const { status, headers, body } = await print();
    expect(status).toBe(201);
    expect(reads()[0]).toEqual(['T#northside#CATALOG SETTINGS', 'T#northside#O#E33E1B813D ORDER']);
    expect(reads()[1]).toContain('T#northside#CATALOG EMPLOYEE#minh');
    expect(headers['location']).toBe(`/v1/orders/E33E1B813D/documents/${body.documentId}`);

    const [upload, ...others] = uploads();
    expect(others).toEqual([]);
    expect(upload).toMatchObject({
      Bucket: 'files',
      Key: `published/northside/E33E1B813D/${body.documentId}.pdf`,
      ContentType: 'application/pdf',
      ChecksumSHA256: Buffer.from(body.sha256, 'hex').toString('base64'),
    });
    expect(upload?.Body).toHaveLength(body.bytes);
    expect(body).toEqual({
      documentId: expect.stringMatching(/^[0-9a-f]{64}$/),
      url: expect.stringContaining('X-Amz-Expires=900'),
      expiresAt: expect.any(String),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: expect.any(Number),
      version: 3,
    });

    const by = { sub: manager.sub, role: 'manager' };
    const [document, history] = puts();
    expect(document).toMatchObject({ ConditionExpression: 'attribute_not_exists(PK) OR expiresAt <= :now' });
    expect(document?.Item).toMatchObject({
      PK: 'T#northside#P#E33E1B813D',
      SK: `DOCUMENT#${body.documentId}`,
      sha256: body.sha256,
      bytes: body.bytes,
      version: 3,
      kind: 'form',
      sections: ['services', 'dentalCard', 'note', 'workPlan'],
      pay: null,
      by,
    });
    expect(document?.Item).not.toHaveProperty('expiresAt');
    expect(history).toMatchObject({
      Item: {
        SK: expect.stringMatching(/^READ#.*#this-request$/),
        action: 'printOrder',
        by,
        documentId: body.documentId,
      },
      ConditionExpression: 'attribute_not_exists(PK)',
    });
  });

  it('renders the same print once, and adds each request to the history', async () => {
    const { documentId } = await printedBy(manager);
    const again = await print();
    expect(again.status).toBe(201);
    expect(again.body.documentId).toBe(documentId);
    expect(uploads()).toHaveLength(1);
    expect(puts().map(({ Item }) => String(Item?.['SK']).split('#')[0])).toEqual(['DOCUMENT', 'READ', 'READ']);
  });

  it('lets the print of a draft expire after 30 days, and renders it again then', async () => {
    const item = await printedBy(manager, {}, asDraft(order));
    const days = (Number(item['expiresAt']) - Date.parse(String(item['at'])) / 1000) / 86_400;
    expect(days).toBeCloseTo(30, 4);
    expect(item['file']).toMatch(/^draft\//);
    holding(itemOf.order(asDraft(order)), employee, { ...item, expiresAt: 1 });
    expectRefusedAfterWrites(await open(String(item['documentId'])), 404);
    expect((await print()).status).toBe(201);
    expect(uploads()).toHaveLength(2);
  });

  it.each([
    [{ sections: [] }, 'body /sections too_small'],
    [{ sections: ['everything'] }, 'body /sections/0 invalid_value'],
    [{ paper: 'A3' }, 'body /paper invalid_value'],
    [{ kind: 'poster' }, 'body /kind invalid_value'],
    [{ kind: 'label', copies: 0 }, 'body /copies too_small'],
    [{ kind: 'label', copies: 21 }, 'body /copies too_big'],
    [{ kind: 'label', size: '10x10' }, 'body /size invalid_value'],
    [{ kind: 'label', sections: ['services'] }, 'body /sections unknown_field'],
    [{ language: 'fr' }, 'body /language invalid_value'],
    [{ toothNotation: 'Zsigmondy' }, 'body /toothNotation invalid_value'],
    [{ colour: true }, 'body /colour unknown_field'],
  ])('refuses %j', async (body, fault) => {
    const answer = await print(body);
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual([fault]);
  });

  it.each([
    ['a dentist the payroll', dentist, ['services', 'payroll'], ['body /sections/1 forbidden']],
    ['a technician prices', technician, ['prices'], ['body /sections/0 forbidden']],
  ])('refuses %s', async (_, caller, sections, faults) => {
    const answer = await print({ sections }, { caller });
    expectRefused(answer, 403, 'forbidden');
    expect(faultsIn(answer)).toEqual(faults);
  });

  it('is 404 for a missing order or one of somebody else, and 403 for a laboratory', async () => {
    expectRefused(await print({}, { params: { number: '0000000000' } }), 404, 'not_found');
    expectRefused(await print({}, { caller: { ...dentist, customerId: 'novak' } }), 404, 'not_found');
    holding(itemOf.order(asDraft(order)));
    expectRefused(await print({}, { caller: technician }), 404, 'not_found');
    expectRefused(await print({}, { caller: laboratory }), 403, 'forbidden');
  });

  it('needs no If-Match, in any status', async () => {
    for (const status of ['draft', 'cancelled'] as const) {
      holding(itemOf.order({ ...asDraft(order), status }));
      expect((await print({ kind: 'label' })).status).toBe(201);
    }
  });
});

const expectRefusedAfterWrites = ({ status }: { status: number }, expected: number) => expect(status).toBe(expected);

describe('Opening what was printed', () => {
  it('gives a fresh link each time, and writes nothing', async () => {
    const { documentId, sha256, bytes } = await printedBy(manager);
    const writes = puts().length;
    const { status, body } = await open(String(documentId));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      documentId,
      sha256,
      bytes,
      version: 3,
      url: expect.stringContaining('X-Amz-Signature'),
    });
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect(puts()).toHaveLength(writes);
  });

  it('checks again who may see what is on it', async () => {
    const payroll = { sections: ['payroll'] };
    const may = async (caller: Sent['caller'], documentId: unknown) =>
      (await open(String(documentId), caller ? { caller } : {})).status;

    const { documentId: managers } = await printedBy(manager, payroll);
    expect(await may(manager, managers)).toBe(200);
    expect(await may(dentist, managers)).toBe(403);
    expect(await may(technician, managers)).toBe(403);

    const { documentId: own } = await printedBy(technician, payroll);
    expect(own).not.toBe(managers);
    expect(await may(technician, own)).toBe(200);
    expect(await may({ ...technician, employeeId: 'nikos' }, own)).toBe(403);
    expect(await may(manager, own)).toBe(200);

    const { documentId: prices } = await printedBy(manager, { sections: ['services', 'prices'] });
    expect(await may(dentist, prices)).toBe(200);
    expect(await may(technician, prices)).toBe(403);

    const { documentId: label } = await printedBy(manager, { kind: 'label' });
    expect(await may(technician, label)).toBe(200);
  });

  it('keeps the prints of two technicians with their pay apart, even if neither has any', async () => {
    const payroll = { sections: ['payroll'] };
    const [one, other] = ['nobody', 'nobody-else'].map((employeeId) => ({ ...technician, employeeId }));
    const { documentId: first } = await printedBy(one, payroll);
    const { documentId: second } = await printedBy(other, payroll);
    expect(second).not.toBe(first);
    expect((await open(String(second), other ? { caller: other } : {})).status).toBe(200);
    expect((await open(String(second), one ? { caller: one } : {})).status).toBe(403);
  });

  it('is 404 for a missing document and for one of another order', async () => {
    const { documentId } = await printedBy(manager);
    expect((await open('0'.repeat(64))).status).toBe(404);
    expect((await open(String(documentId), { caller: { ...dentist, customerId: 'novak' } })).status).toBe(404);
    expect((await open('not-a-hash')).status).toBe(422);
  });
});
