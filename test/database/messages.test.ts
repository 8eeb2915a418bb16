import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Order } from '#domain/order/order.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { type Counted, countUnits } from '#test/support/database/units.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { at, complete, dentist, draft, laboratory, manager, technician } from '#test/support/orders.ts';

type Row = { number: string; note?: string };

const counted: Counted[] = [];
let insert: (order: Order) => Promise<unknown>;
let replace: (order: Order, read: Order) => Promise<unknown>;
let stored: (number: string) => Promise<unknown>;

beforeAll(async () => {
  await newTable();
  ({ insert, replace } = await import('#functions/store/orders.ts'));
  const { dynamodb, TableName } = await import('#functions/store/client.ts');
  stored = async (number) =>
    (await dynamodb.send(new GetCommand({ TableName, Key: keys.order('northside', number) }))).Item;
  countUnits(dynamodb, (one) => counted.push(one));
});

let orders = 0;

/** A new order that was published to Apex in its first version, and has this status now. */
async function sent(other: Partial<Order> = {}): Promise<string> {
  const number = (++orders).toString(16).toUpperCase().padStart(10, '0');
  const publication = { version: 1, revision: 1, laboratoryId: 'apex-lab', changed: null };
  await insert({ ...draft(complete), status: 'published', publication, publishedAt: at, ...other, number });
  return number;
}

const routeOf = ({ role }: Caller, ofClinic: RouteName, ofLaboratory: RouteName) =>
  role === 'laboratory' ? ofLaboratory : ofClinic;

let requests = 0;

const write = (caller: Caller, number: string, text: string, key?: string) =>
  call(routeOf(caller, 'addMessage', 'addLabMessage'), {
    caller,
    params: { number, tenantId: 'northside' },
    headers: key ? { 'idempotency-key': key } : {},
    requestId: `request-${++requests}`,
    body: { text },
  });

const read = (caller: Caller, number: string, query = '') =>
  call(routeOf(caller, 'listMessages', 'listLabMessages'), {
    caller,
    params: { number, tenantId: 'northside' },
    query,
  });

const textsOf = ({ body }: Awaited<ReturnType<typeof read>>) => body.items.map(({ text }: { text: string }) => text);

const ofBright = { ...laboratory, laboratoryId: 'bright-lab' };
const petr = { ...dentist, sub: 'petr', customerId: 'novak' };
const ten = Array.from({ length: 10 }, (_, index) => index);

let number: string;
beforeEach(async () => {
  number = await sent();
  counted.length = 0;
});

describe('A thread', () => {
  it('has what both sides have written, oldest first and numbered, and leaves the order as it was', async () => {
    const before = await stored(number);
    expect((await write(laboratory, number, 'Which shade?')).status).toBe(201);
    const answered = await write({ ...dentist, name: 'Anna Weber' }, number, 'A3,\nplease.');
    expect(answered).toMatchObject({
      status: 201,
      body: {
        messageId: 'm2',
        laboratoryId: 'apex-lab',
        side: 'clinic',
        by: { sub: 'weber-login', role: 'dentist', name: 'Anna Weber' },
        at,
        text: 'A3,\nplease.',
      },
    });
    for (const caller of [manager, dentist, technician, laboratory]) {
      const { body } = await read(caller, number);
      expect(body.items).toEqual([expect.objectContaining({ messageId: 'm1', side: 'laboratory' }), answered.body]);
      expect(body.nextCursor).toBeNull();
    }
    expect(await stored(number)).toEqual(before);
  });

  it('comes in pages, which put together are all of it', async () => {
    for (const index of ten) await write(index % 2 ? manager : laboratory, number, `${index}`);
    for (const caller of [manager, laboratory])
      for (const limit of [1, 3, 5, 10]) {
        const texts: string[] = [];
        for (let cursor = ''; ; ) {
          const page = await read(caller, number, `limit=${limit}${cursor && `&cursor=${cursor}`}`);
          texts.push(...textsOf(page));
          if (!page.body.nextCursor) break;
          expect(page.headers['link']).toContain(`/${number}/messages?limit=${limit}&cursor=`);
          cursor = page.body.nextCursor;
        }
        expect(texts).toEqual(ten.map(String));
      }
    const { body } = await read(manager, number, 'limit=1');
    expect((await read(dentist, number, `cursor=${body.nextCursor}`)).status).toBe(422);
    expect((await read(manager, await sent(), `cursor=${body.nextCursor}`)).status).toBe(422);
  });

  it('of a laboratory is its own: another one neither reads nor writes in it', async () => {
    for (const ask of [() => read(ofBright, number), () => write(ofBright, number, 'Hello?')])
      expect((await ask()).status).toBe(404);
  });

  it('of a laboratory stays its own when the order is published to another, which does not see it', async () => {
    const { Order } = await import('#domain/order/order.ts');
    for (const index of ten.slice(0, 3)) await write(laboratory, number, `Apex ${index}`);
    const order = Order.parse(await stored(number));
    const earlier = [{ laboratoryId: 'apex-lab', at: order.updatedAt }];
    const publication = { version: 2, revision: 2, laboratoryId: 'bright-lab', changed: null, earlier };
    await replace({ ...order, laboratoryId: 'bright-lab', publication, version: 2 }, order);
    await write(manager, number, 'For Bright');
    await write(ofBright, number, 'From Bright');
    await write(laboratory, number, 'Apex, too late');

    expect(textsOf(await read(ofBright, number, 'limit=1'))).toEqual(['For Bright']);
    expect(textsOf(await read(ofBright, number))).toEqual(['For Bright', 'From Bright']);
    const ofApex = ['Apex 0', 'Apex 1', 'Apex 2', 'Apex, too late'];
    expect(textsOf(await read(laboratory, number))).toEqual(ofApex);
    expect(textsOf(await read(manager, number))).toHaveLength(6);
  });

  it('is there for its laboratory also while the order is a draft again, and for no technician', async () => {
    for (const status of ['draft', 'cancelled'] as const) {
      const back = await sent({ status });
      for (const caller of [laboratory, manager, dentist]) {
        expect((await write(caller, back, 'Still here')).status).toBe(201);
        expect((await read(caller, back)).status).toBe(200);
      }
      for (const caller of [technician, petr]) {
        expect((await read(caller, back)).status).toBe(404);
        expect((await write(caller, back, 'x')).status).toBe(404);
      }
    }
  });

  it('is written by those who may, once the order was published', async () => {
    expect((await write(technician, number, 'x')).status).toBe(403);
    const never = await sent({ status: 'draft', publication: null });
    expect((await write(manager, never, 'x')).body).toMatchObject({ code: 'invalid_status', orderStatus: 'draft' });
    expect(textsOf(await read(manager, never))).toEqual([]);
    for (const ask of [() => read(laboratory, never), () => write(laboratory, never, 'x')])
      expect((await ask()).status).toBe(404);
  });
});

describe('A message', () => {
  it('that is repeated with its key is one, and each answer is that one', async () => {
    const first = await write(manager, number, 'Once', 'k');
    await write(laboratory, number, 'In between', 'k');
    const again = await write(manager, number, 'Once', 'k');
    expect(again.body).toEqual(first.body);
    expect(again.status).toBe(201);
    expect((await write(manager, number, 'Other', 'k')).body).toMatchObject({ code: 'idempotency_key_reused' });
    expect(textsOf(await read(manager, number))).toEqual(['Once', 'In between']);
  });

  it('that is repeated is the same, however the number of its order is written', async () => {
    const spelled = ['00000000ab', '#00000000AB', '00000000AB'];
    await insert({
      ...draft(complete),
      number: '00000000AB',
      publication: { version: 1, revision: 1, laboratoryId: 'apex-lab', changed: null },
    });
    for (const caller of [manager, laboratory])
      for (const one of spelled) expect((await write(caller, one, 'Once', 'k')).body.side).toBeTruthy();
    expect(textsOf(await read(manager, '00000000AB'))).toEqual(['Once', 'Once']);
  });

  it.each([manager, laboratory])('of a race of ten with one key is one ($role)', async (caller) => {
    const answers = await Promise.all(ten.map(() => write(caller, number, 'Once', 'k')));
    expect(answers.map(({ status }) => status)).toEqual(ten.map(() => 201));
    expect(new Set(answers.map(({ body }) => body.messageId))).toEqual(new Set(['m1']));
    expect(textsOf(await read(caller, number))).toEqual(['Once']);
  });

  it('of a race of ten of both sides has a number of its own, without gap', async () => {
    const answers = await Promise.all(ten.map((index) => write(index % 2 ? manager : laboratory, number, `${index}`)));
    expect(answers.map(({ body }) => body.messageId).toSorted()).toEqual(
      ten.map((index) => `m${index + 1}`).toSorted(),
    );
    const { body } = await read(manager, number);
    expect(body.items.map(({ messageId }: { messageId: string }) => messageId)).toEqual(
      ten.map((index) => `m${index + 1}`),
    );
    const { items } = (await call('listOrders', { query: 'awaiting=clinic&limit=100' })).body;
    expect(items.some((row: Row) => row.number === number)).toBe(body.items.at(-1).side === 'laboratory');
  });

  it('of fifty that both sides write at once, each with a key of its own, is added and refused to nobody', async () => {
    const fifty = Array.from({ length: 50 }, (_, index) => index);
    const answers = await Promise.all(
      fifty.map((index) => write(index % 2 ? manager : laboratory, number, `${index}`, `k${index}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(fifty.map(() => 201));
    expect(new Set(textsOf(await read(manager, number, 'limit=100')))).toEqual(new Set(fifty.map(String)));
  });
});

describe('The list of what awaits an answer of the clinic', () => {
  const awaiting = async (caller: Caller = manager, query = 'limit=100'): Promise<string[]> =>
    (await call('listOrders', { caller, query: `awaiting=clinic&${query}` })).body.items.map((row: Row) => row.number);

  /** Answers all that awaits an answer. */
  async function answerAll() {
    for (const waiting of await awaiting()) await write(manager, waiting, 'Thank you.');
  }

  beforeEach(answerAll);

  it('has an order while the last message is a laboratory’s, the newest first', async () => {
    const other = await sent();
    await write(laboratory, number, 'Which shade?');
    vi.setSystemTime(Date.parse(at) + 1000);
    await write(laboratory, other, 'Which implant?');
    expect(await awaiting()).toEqual([other, number]);
    vi.setSystemTime(Date.parse(at) + 2000);
    await write(laboratory, number, 'Are you there?');
    expect(await awaiting()).toEqual([number, other]);
    await write(dentist, number, 'A3.');
    expect(await awaiting()).toEqual([other]);
    await write(manager, other, 'The one on the form.');
    await write(manager, other, 'And the same screw.');
    expect(await awaiting()).toEqual([]);
  });

  it('shows the row of any other list, as the order is by now, and stays when the order is written', async () => {
    const back = await sent({ status: 'draft' });
    await write(laboratory, back, 'Which shade?');
    const headers = { 'if-match': '"1"' };
    const patient = { lastName: 'Moreau' };
    expect((await call('editOrder', { params: { number: back }, headers, body: { patient } })).status).toBe(200);
    const { body } = await call('listOrders', { query: 'awaiting=clinic' });
    const drafts = await call('listOrders', { query: 'status=draft' });
    expect(body.items).toEqual(drafts.body.items.filter((row: Row) => row.number === back));
    expect(body.items).toMatchObject([{ number: back, patient }]);
  });

  it('is for a dentist of their own orders alone, for a technician of those that they see', async () => {
    const ofPetr = await sent({ customerId: 'novak' });
    const back = await sent({ status: 'draft' });
    for (const waiting of [number, ofPetr, back]) await write(laboratory, waiting, 'Which shade?');
    expect((await awaiting()).toSorted()).toEqual([number, ofPetr, back].toSorted());
    expect((await awaiting(dentist)).toSorted()).toEqual([number, back].toSorted());
    expect(await awaiting(petr)).toEqual([ofPetr]);
    expect((await awaiting(technician)).toSorted()).toEqual([number, ofPetr].toSorted());
    expect(await awaiting({ ...manager, tenantId: 'lakeview' })).toEqual([]);
  });

  it('comes in full pages, also of a dentist, and goes on when an order was answered meanwhile', async () => {
    const own: string[] = [];
    for (let index = 0; index < 12; index++) {
      vi.setSystemTime(Date.parse(at) + index);
      const waiting = await sent({ customerId: index % 3 === 0 ? 'weber' : 'novak' });
      if (index % 3 === 0) own.unshift(waiting);
      await write(laboratory, waiting, 'Which shade?');
    }
    const pages: string[][] = [];
    for (let cursor = ''; ; ) {
      const query = `awaiting=clinic&limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await call('listOrders', { caller: dentist, query });
      pages.push(body.items.map((row: Row) => row.number));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
      for (const answered of pages.at(-1) ?? []) await write(manager, answered, 'Thank you.');
    }
    expect(pages).toEqual([own.slice(0, 3), own.slice(3)]);
  });

  it('takes no other filter', async () => {
    for (const filter of ['status=draft', 'customerId=weber', 'sort=due', 'dueFrom=2026-12-11', 'patient=x'])
      expect((await call('listOrders', { query: `awaiting=clinic&${filter}` })).status).toBe(422);
    expect((await call('listOrders', { query: 'awaiting=laboratory' })).status).toBe(422);
  });
});

describe('The DynamoDB requests', () => {
  const did = () => counted.map(({ command, items, table, indexes }) => [command, items, table, indexes]);

  it('of a message are a read of the order, one of the last message, and one write: with the mark of an answer, a transaction', async () => {
    const order = ['BatchGetItem', 2, 2, 0];
    await write(manager, number, 'The first');
    expect(did()).toEqual([order, ['Query', 1, 1, 0], ['PutItem', 1, 1, 0]]);
    counted.length = 0;
    await write(laboratory, number, 'An answer', 'k');
    const ofLaboratory = ['BatchGetItem', 2, 2, 0];
    expect(did()).toEqual([ofLaboratory, ['Query', 1, 1, 0], ['TransactWriteItems', 2, 4, 1]]);
    counted.length = 0;
    await write(manager, number, 'An answer to that', 'k');
    expect(did()).toEqual([order, ['Query', 1, 1, 0], ['TransactWriteItems', 2, 4, 1]]);
  });

  it('of a page of messages are a read of the order and one query', async () => {
    for (const index of ten) await write(manager, number, `Message ${index}`);
    counted.length = 0;
    await read(manager, number);
    expect(did()).toEqual([
      ['BatchGetItem', 2, 2, 0],
      ['Query', 1, 1, 0],
    ]);
  });

  it('of a page of what awaits an answer are one query of the marks, and one read of their orders', async () => {
    await write(laboratory, number, 'Which shade?');
    await write(laboratory, await sent(), 'Which shade?');
    counted.length = 0;
    const { body } = await call('listOrders', { query: 'awaiting=clinic&limit=1' });
    expect(body.items).toHaveLength(1);
    expect(did()).toEqual([
      ['Query', 1, 0, 0.5],
      ['BatchGetItem', 2, 2, 0],
    ]);
  });
});
