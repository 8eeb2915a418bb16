import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf } from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { complete, dentist, draft, laboratory, manager, profile, technician } from '#test/support/orders.ts';

const list = (query = '', sent: Sent = {}) => call('listLabOrders', { caller: laboratory, query, ...sent });

const order = (digit: number, other: Partial<Order> = {}): Order => ({
  ...draft({ ...complete, patient: { firstName: 'Giulia', lastName: 'Ferrari', dateOfBirth: '1961-07-23' } }),
  status: 'published',
  publication: { version: 1, revision: 1, laboratoryId: 'apex-lab', changed: null },
  number: String(digit).repeat(10),
  dueDate: `2026-12-1${digit}`,
  ...other,
});

const finding = (...orders: Order[]) => dynamodb.on(QueryCommand).resolves({ Items: orders.map(itemOf.order) });
const queries = () => dynamodb.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);

beforeEach(() => {
  holding(itemOf.profile(profile()));
});

describe('The list of a laboratory', () => {
  test('is one query of its own index, the soonest due first', async () => {
    finding();
    expect(await list()).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
    expect(queries()).toHaveLength(1);
    expect(queries()[0]).toMatchObject({
      IndexName: 'byLaboratory',
      ExpressionAttributeValues: { ':partition': 'L#apex-lab#published' },
      ScanIndexForward: true,
    });
  });

  test('shows whose order it is, what is ordered, without prices, and when it is due, and of the patient what a label shows', async () => {
    finding(order(1));
    const { body } = await list('status=published');
    expect(body.items).toEqual([
      {
        tenantId: 'northside',
        number: '1111111111',
        status: 'published',
        statusSince: order(1).statusSince,
        customer: { firstName: 'Anna', lastName: 'Weber' },
        clinic: 'Weber Practice',
        patientOnLabel: 'G.\u00A0F.',
        toothNotation: 'FDI',
        servicesInBrief: { services: [{ name: 'The zirconia-crown', quantity: 1, teeth: ['11'] }], more: 0 },
        dueDate: '2026-12-11',
        revision: 1,
        promisedDate: null,
        hold: null,
        sentBack: null,
        remake: null,
        laboratoryReference: null,
      },
    ]);
  });

  test('is refused for a status in which no order is in its hands', async () => {
    const answer = await list('status=draft');
    expectRefused(answer, 422, 'validation_failed');
    expect(answer.body.errors[0].message).toBe(
      'Choose one of: published, production, produced, shipped, delivered, cancelled.',
    );
  });

  test('has also those of organisations that it takes no more orders from: what is in its hands stays readable', async () => {
    holding(itemOf.profile(profile({ tenants: ['northside'] })));
    finding(order(1, { tenantId: 'lakeview' }), order(2));
    expect((await list()).body.items.map(({ tenantId }: Order) => tenantId)).toEqual(['lakeview', 'northside']);
  });

  test('is for laboratories alone', async () => {
    for (const caller of [manager, dentist, technician]) expectRefused(await list('', { caller }), 403, 'forbidden');
    expect(dynamodb.calls()).toEqual([]);
  });
});

describe('The next page of a laboratory', () => {
  const cursorOf = async (query = '') => {
    finding(order(1), order(2), order(3));
    return (await list(`${query}&limit=2`)).body.nextCursor;
  };

  test('starts after the last row, which a cursor names by due date, number and organisation', async () => {
    const cursor = await cursorOf();
    dynamodb.resetHistory();
    finding(order(3));
    expect((await list(`cursor=${cursor}`)).body.items).toHaveLength(1);
    expect(queries()[0]?.ExclusiveStartKey).toEqual({
      PK: 'T#northside#O#2222222222',
      SK: 'ORDER',
      byLaboratoryPK: 'L#apex-lab#published',
      byLaboratorySK: '2026-12-12#2222222222#northside',
    });
    expect(dynamodb.commandCalls(GetCommand)).toEqual([]);
  });

  test.each<[string, string, string, Sent]>([
    ['of another laboratory', '', '', { caller: { ...laboratory, laboratoryId: 'bright-lab' } }],
    ['of another person', '', '', { caller: { ...laboratory, sub: 'apex-person' } }],
    ['of other statuses', '', 'status=published&status=shipped', {}],
  ])('is refused, before any read, with a cursor %s', async (_, from, to, sent) => {
    const cursor = await cursorOf(from);
    dynamodb.resetHistory();
    const answer = await list(`${to}&cursor=${cursor}`, sent);
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    expect(dynamodb.calls()).toEqual([]);
  });

  test('is refused with a cursor of nowhere', async () => {
    const [position, seal] = JSON.parse(Buffer.from(await cursorOf(), 'base64url').toString());
    for (const forged of [
      { ...position, tenantId: undefined },
      { ...position, tenantId: 'a#b' },
      { ...position, at: undefined },
    ]) {
      const answer = await list(`cursor=${Buffer.from(JSON.stringify([forged, seal])).toString('base64url')}`);
      expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    }
  });
});
