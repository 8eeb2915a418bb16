import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { awaitedStatuses, isReturned, Status, statuses } from '#domain/order/statuses.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { type Counted, countUnits } from '#test/support/database/units.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { at, complete, dentist, draft, laboratory, manager } from '#test/support/orders.ts';
import { runs } from '#test/support/run/runs.ts';
import { storedOrder } from '#test/support/stored-order.ts';

let write: (orders: Order[]) => Promise<void>;
const counted: Counted[] = [];

beforeAll(async () => {
  const name = await newTable();
  const { dynamodb } = await import('#functions/store/client.ts');
  write = async (orders) => {
    const puts = orders.map((order) => ({ PutRequest: { Item: storedOrder(order) } }));
    for (let written = 0; written < puts.length; written += 25)
      await dynamodb.send(new BatchWriteCommand({ RequestItems: { [name]: puts.slice(written, written + 25) } }));
  };
  countUnits(dynamodb, (one) => counted.push(one));
});

let worlds = 0;

const sentStatuses = Status.options.filter((status) => status !== 'draft');

const publishedTo = (laboratoryId: string) => ({ version: 1, revision: 1, laboratoryId, changed: null });

/** Two tenants and a laboratory that no other test has. */
function newWorld() {
  const world = ++worlds;
  const [northside, lakeview] = [`northside-${world}`, `lakeview-${world}`];
  return {
    tenants: [northside, lakeview] as const,
    manager: { ...manager, tenantId: northside },
    laboratory: { ...laboratory, laboratoryId: `apex-${world}` },
  };
}
type World = ReturnType<typeof newWorld>;
type Row = { number: string; tenantId: string };

/** The pages of a list, one after the other, to the last. `between` is called after each. */
async function pages(
  name: Extract<RouteName, 'listOrders' | 'listLabOrders'>,
  world: World,
  query: string,
  between: (pages: Row[][]) => Promise<unknown> = async () => {},
): Promise<Row[][]> {
  const caller = name === 'listOrders' ? world.manager : world.laboratory;
  const all: Row[][] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await call(name, { caller, query: `${query}${cursor && `&cursor=${cursor}`}` });
    expect([query, status]).toEqual([query, 200]);
    all.push(body.items);
    await between(all);
    if (!body.nextCursor) return all;
    cursor = body.nextCursor;
  }
}

const numbersIn = (rows: readonly { number: string }[]) => rows.map(({ number }) => number);

const numbered = (number: number) => number.toString(16).toUpperCase().padStart(10, '0');

const ascending = (keyOf: (order: Order) => string) => (one: Order, other: Order) =>
  keyOf(one) < keyOf(other) ? -1 : 1;

describe('The pages of a list, put together, are all its orders in its sequence,', () => {
  const template = draft(complete);
  const returned = { at, by: template.createdBy, reasons: [{ message: 'Which shade?' }] };
  const anyOrders = fc.array(
    fc.record({
      status: fc.constantFrom(...Status.options),
      tenant: fc.constantFrom(0, 1),
      customerId: fc.constantFrom('weber', 'novak'),
      returned: fc.constantFrom(null, null, returned),
      statusSince: fc.constantFrom('2026-12-11T09:30:00.000Z', '2026-12-11T09:30:00.001Z', '2026-12-12T00:00:00.000Z'),
      dueDate: fc.constantFrom(null, '2026-12-16', '2026-12-17', '2026-12-18', '2027-01-04'),
    }),
    { minLength: 40, maxLength: 50 },
  );
  const someStatuses = fc.subarray([...Status.options], { minLength: 1 });
  const awaited = fc.subarray(awaitedStatuses, { minLength: 1 });
  const bound = fc.constantFrom(undefined, '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-31');

  /** Writes orders of a new world, in any sequence. */
  async function written(made: readonly (Partial<Order> & { tenant: number })[]) {
    const world = newWorld();
    const orders = made.map(({ tenant, ...other }, index): Order => {
      // What is at a laboratory has a due date, and numbers are the same in two tenants.
      const { status = 'draft' } = other;
      const dueDate = other.dueDate ?? (statuses[status].sent ? '2026-12-18' : null);
      const { laboratoryId } = world.laboratory;
      const tenantId = world.tenants[tenant] ?? '';
      const publication = statuses[status].sent ? publishedTo(laboratoryId) : null;
      return { ...template, ...other, dueDate, tenantId, laboratoryId, publication, number: numbered(index >> 1) };
    });
    const unique = [...new Map(orders.map((order) => [`${order.tenantId} ${order.number}`, order])).values()];
    await write(unique);
    return { world, orders: unique, own: unique.filter(({ tenantId }) => tenantId === world.manager.tenantId) };
  }

  /** Few runs, whose values must not be biased towards small ones. */
  const often = (times: number) => ({ numRuns: runs(times), noBias: true });

  it('by time and by due date, whatever the statuses, the dentist, the bounds and the length of a page', async () => {
    const filter = fc.record({
      limit: fc.integer({ min: 1, max: 7 }),
      customerId: fc.constantFrom(undefined, 'novak'),
      statuses: someStatuses,
      due: fc.record({ statuses: awaited, dueFrom: bound, dueTo: bound }),
    });
    const unbounded = { statuses: awaitedStatuses, dueFrom: undefined, dueTo: undefined };
    const whole = { limit: 7, customerId: undefined, statuses: [...Status.options], due: unbounded };
    const filters = fc.array(filter, { minLength: 5, maxLength: 5 }).map((some) => [whole, ...some]);
    let [shownByTime, shownByDue] = [0, 0];
    await fc.assert(
      fc.asyncProperty(anyOrders, filters, async (made, asked) => {
        const { world, own } = await written(made);
        for (const { limit, customerId, statuses, due } of asked) {
          const ofDentist = own.filter((order) => customerId === undefined || order.customerId === customerId);
          const common = `limit=${limit}${customerId ? `&customerId=${customerId}` : ''}`;
          const statusesIn = (all: Status[]) => all.map((status) => `&status=${status}`).join('');

          const byTime = await pages('listOrders', world, `${common}${statusesIn(statuses)}`);
          const expected = ofDentist
            .filter(({ status }) => statuses.includes(status))
            .toSorted(ascending((order) => `${isReturned(order) ? 'Z' : ''}${order.statusSince}#${order.number}`))
            .toReversed();
          expect(numbersIn(byTime.flat())).toEqual(numbersIn(expected));
          shownByTime += expected.length;

          const { dueFrom = '2026-12-01', dueTo = '2027-12-31' } = due;
          if (dueFrom > dueTo) continue;
          const bounds = `${due.dueFrom ? `&dueFrom=${dueFrom}` : ''}${due.dueTo ? `&dueTo=${dueTo}` : ''}`;
          const byDue = await pages('listOrders', world, `${common}&sort=due${statusesIn(due.statuses)}${bounds}`);
          const soonest = ofDentist
            .filter(({ status, dueDate }) => due.statuses.includes(status) && dueDate !== null)
            .filter(({ dueDate }) => dueFrom <= String(dueDate) && String(dueDate) <= dueTo)
            .toSorted(ascending(({ dueDate, number }) => `${dueDate}#${number}`));
          expect(numbersIn(byDue.flat())).toEqual(numbersIn(soonest));
          shownByDue += soonest.length;
        }
      }),
      often(3),
    );
    expect(Math.min(shownByTime, shownByDue)).toBeGreaterThan(20);
  });

  it('also of a laboratory, to which two organisations have sent the same numbers', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrders, fc.integer({ min: 1, max: 7 }), async (made, limit) => {
        const { world, orders } = await written(made);
        const list = await pages('listLabOrders', world, `limit=${limit}&status=published&status=production`);
        const expected = orders
          .filter(({ status }) => status === 'published' || status === 'production')
          .toSorted(ascending(({ dueDate, number, tenantId }) => `${dueDate}#${number}#${tenantId}`));
        const placed = (rows: Row[]) => rows.map(({ tenantId, number }) => `${tenantId} ${number}`);
        expect(placed(list.flat())).toEqual(placed(expected));
      }),
      often(3),
    );
  });
});

let requests = 0;

const aSecondLater = () => vi.setSystemTime(Date.now() + 1000);

/** A clinic with a dentist and everything that a complete order names, and some drafts, each due a day later. */
async function clinicWith(drafts: number) {
  const world = newWorld();
  const { manager: caller } = world;
  const { laboratoryId } = world.laboratory;
  const price = { amount: 100_00, currency: 'EUR' };
  const crown = { name: 'Crown', group: 'Fixed', price, active: true, needs: { teeth: true, shade: true }, tasks: [] };
  const dentist = { firstName: 'Anna', lastName: 'Weber', clinic: 'Mill', active: true };
  await call('putService', { caller, params: { id: 'zirconia-crown' }, body: crown });
  await call('putCustomer', { caller, params: { id: 'weber' }, body: dentist });
  await call('putLaboratory', { caller, params: { id: laboratoryId }, body: { name: 'Apex', active: true } });
  const numbers: string[] = [];
  for (let day = 1; day <= drafts; day++) {
    const body = { ...complete, customerId: 'weber', laboratoryId, dueDate: `2099-01-0${day}` };
    aSecondLater();
    numbers.push((await call('createOrder', { caller, body })).body.number);
  }
  const change = (name: RouteName, number: string, version: number, body: object = {}) => {
    aSecondLater();
    const requestId = `request-${++requests}`;
    return call(name, { caller, params: { number }, headers: { 'if-match': `"${version}"` }, body, requestId });
  };
  return { world, numbers, change };
}

describe('While its pages are read', () => {
  it('a list by due date shows an order that is sent once, whether its page has been read or not', async () => {
    for (const moved of [0, 3]) {
      const { world, numbers, change } = await clinicWith(5);
      const list = await pages('listOrders', world, 'limit=2&sort=due&status=draft&status=published', async (read) => {
        if (read.length === 1) await change('publishOrder', numbers[moved] ?? '', 1);
      });
      expect(numbersIn(list.flat())).toEqual(numbers);
    }
  });

  it('a list by time shows no order twice: one that changes its status is on top of the first page from then on', async () => {
    for (const place of [0, 1, 2, 4]) {
      const { world, numbers, change } = await clinicWith(5);
      const query = 'limit=2&status=draft&status=published';
      const newest = numbers.toReversed();
      const moved = newest[place] ?? '';
      const list = await pages('listOrders', world, query, async (read) => {
        if (read.length === 1) await change('publishOrder', moved, 1);
      });
      const wasRead = place < 2;
      expect(numbersIn(list.flat())).toEqual(wasRead ? newest : newest.filter((number) => number !== moved));
      const [again] = await pages('listOrders', world, query);
      expect(again?.[0]).toMatchObject({ number: moved, status: 'published' });
    }
  });

  it('a list goes on at its place after the order there has left it', async () => {
    for (const query of ['limit=2', 'limit=2&sort=due', 'limit=2&customerId=weber']) {
      const { world, change } = await clinicWith(5);
      const before = numbersIn((await pages('listOrders', world, query)).flat());
      const list = await pages('listOrders', world, query, async (read) => {
        if (read.length === 1) await change('cancelOrder', before[1] ?? '', 1);
      });
      expect(numbersIn(list.flat())).toEqual(before);
    }
  });
});

describe('A row', () => {
  it('is that of the writer who was first, when two write at once', async () => {
    const { world, numbers, change } = await clinicWith(1);
    const [number = ''] = numbers;
    for (let version = 1; version <= 5; version++) {
      const days = ['11', '12', '13', '14'].map((day) => `2099-0${version}-${day}`);
      const answers = await Promise.all(days.map((dueDate) => change('editOrder', number, version, { dueDate })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
      const { dueDate } = (await call('getOrder', { caller: world.manager, params: { number } })).body;
      for (const query of ['', 'sort=due'])
        expect((await pages('listOrders', world, query)).flat()).toMatchObject([{ number, dueDate }]);
    }
  });

  it('is in the list of a laboratory from when it is sent, and in none by due date once it is cancelled', async () => {
    const { world, numbers, change } = await clinicWith(2);
    const [sent = '', cancelled = ''] = numbers;
    expect(await pages('listLabOrders', world, '')).toEqual([[]]);
    await change('publishOrder', sent, 1);
    await change('cancelOrder', cancelled, 1);
    const all = 'sort=due&status=draft&status=published';
    for (const [name, query] of [
      ['listLabOrders', ''],
      ['listOrders', all],
      ['listOrders', `${all}&customerId=weber`],
    ] as const)
      expect(numbersIn((await pages(name, world, query)).flat())).toEqual([sent]);
  });

  it('says what a draft lacks, and no longer what it has got', async () => {
    const { world, numbers, change } = await clinicWith(1);
    const [number = ''] = numbers;
    const row = async () => (await pages('listOrders', world, '')).flat()[0];
    expect(await row()).toMatchObject({ missing: [] });
    const { body } = await change('editOrder', number, 1, { laboratoryId: null, services: null, dueDate: null });
    expect(body.readiness.map(({ code }: { code: string }) => code)).toEqual(Object(await row()).missing);
    await change('editOrder', number, 2, { dueDate: '2099-01-01' });
    expect(await row()).toMatchObject({ missing: ['laboratory_missing', 'services_missing'] });
  });
});

describe('The units of a page', () => {
  const some = 100;
  const many = runs(600, 0.5);

  it(`are the same with ${some} and with ${many} orders of all statuses, for a manager, a dentist and a laboratory`, async () => {
    const world = newWorld();
    const template = draft({ ...complete, patient: { lastName: 'Ferrari' } });
    const orders = Array.from({ length: many }, (_, index): Order => {
      const status = Status.options[index % Status.options.length] ?? 'draft';
      const { laboratoryId } = world.laboratory;
      const publication = status === 'draft' ? null : publishedTo(laboratoryId);
      return {
        ...template,
        status,
        dueDate: `20${27 + (index % 71)}-12-18`,
        laboratoryId,
        publication,
        tenantId: world.tenants[0],
        number: numbered(index),
      };
    });
    const statusesIn = (all: readonly Status[]) => all.map((status) => `status=${status}`).join('&');
    const each = (all: readonly Status[]) => [...all, all].map((asked) => statusesIn([asked].flat()));
    const all = each(Status.options);
    const due = each(awaitedStatuses).map((asked) => `sort=due&${asked}`);
    const lists = [
      ...[...all, ...due].map((query) => ['listOrders', world.manager, query] as const),
      ...[...all, ...due].map((query) => ['listOrders', { ...dentist, tenantId: world.tenants[0] }, query] as const),
      ['listOrders', world.manager, 'status=published&sort=due&customerId=weber&dueFrom=2028-01-01&dueTo=2090-01-01'],
      ['listOrders', world.manager, 'patient=ferr'],
      ...each(sentStatuses).map((query) => ['listLabOrders', world.laboratory, query] as const),
    ] as const;
    /** The units of the second page of each list. */
    const units = async () => {
      const counts: string[] = [];
      for (const [name, caller, query] of lists) {
        const first = await call(name, { caller, query: `${query}&limit=5` });
        expect([query, first.body.items.length]).toEqual([query, 5]);
        counted.length = 0;
        const next = await call(name, { caller, query: `${query}&limit=5&cursor=${first.body.nextCursor}` });
        expect([query, next.body.items.length]).toEqual([query, 5]);
        counts.push(
          `${name} ${caller.role} ${query}: ${counted.map(({ table, indexes }) => table + indexes).toSorted()}`,
        );
      }
      return counts;
    };
    await write(orders.slice(0, some));
    const few = await units();
    await write(orders.slice(some));
    expect(await units()).toEqual(few);
  });
});
