import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { may } from '#domain/order/actions.ts';
import type { Order } from '#domain/order/order.ts';
import type { Status } from '#domain/order/statuses.ts';
import type { Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, puts } from '#test/support/functions/mock-table.ts';
import { holdingAll, orderFor, validOrder, validRequests } from '#test/support/functions/valid-requests.ts';
import { at, dentist, laboratory, manager, technician } from '#test/support/orders.ts';

/** Every route about one order, as the table of routes has them. */
const all = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].path.includes('{number}'));
const rowOf = (name: RouteName): Route => routes[name];
const ofClinics = all.filter((name) => rowOf(name).audience === 'clinic');
const ofLaboratories = all.filter((name) => rowOf(name).audience === 'laboratory');
const isThread = (name: RouteName) => rowOf(name).path.endsWith('/messages');

/** The order that the valid request to a route is about: Apex has it, and Bright had it before. */
const sent = (name: RouteName, other: Partial<Order> = {}): Order => ({
  ...orderFor(name),
  publication: {
    version: 1,
    revision: 2,
    laboratoryId: 'apex-lab',
    changed: null,
    earlier: [{ laboratoryId: 'bright-lab', at }],
  },
  ...other,
});
const ended = (how: 'withdrawn' | 'returned') => {
  const publication = { version: 1, revision: 1, laboratoryId: 'apex-lab', changed: null, ended: { how, at } };
  return { status: 'draft' as const, publication };
};

const ask = (name: RouteName, caller: Caller, number: string = validOrder.number) => {
  const { params, ...valid } = validRequests[name];
  return call(name, { ...valid, caller, params: { tenantId: 'northside', ...params, number } });
};

const saidOf = ({ status, body }: Awaited<ReturnType<typeof ask>>) => ({ status, body });

/** Expects that the order is answered like a number that was never given, and that nothing is written. */
async function expectNotThere(name: RouteName, caller: Caller, order: Order): Promise<void> {
  dynamodb.reset();
  holdingAll(order);
  const answer = await ask(name, caller);
  expectRefused(answer, 404, 'not_found');
  expect(saidOf(answer)).toEqual(saidOf(await ask(name, caller, '0123456789')));
  expect(puts()).toEqual([]);
}

async function expectForbidden(name: RouteName, caller: Caller, order: Order): Promise<void> {
  dynamodb.reset();
  holdingAll(order);
  expectRefused(await ask(name, caller), 403, 'forbidden');
}

test('There are routes of both sides, and threads among them', () => {
  for (const some of [ofClinics, ofLaboratories, all.filter(isThread)]) expect(some.length).toBeGreaterThan(1);
});

describe('On every route of clinics about one order', () => {
  const otherTenant = { ...manager, tenantId: 'lakeview' };
  const namesake = { ...dentist, tenantId: 'lakeview' };
  const otherDentist = { ...dentist, customerId: 'novak' };

  test.each(ofClinics)(
    '%s is 404 for another organisation and another dentist, in the status that it needs',
    async (name) => {
      for (const caller of [otherTenant, namesake, otherDentist]) await expectNotThere(name, caller, sent(name));
    },
  );

  test.each(ofClinics)('%s is 403 for laboratories, also for the one that has the order', async (name) => {
    for (const laboratoryId of ['apex-lab', 'bright-lab', 'third-lab'])
      await expectForbidden(name, { ...laboratory, laboratoryId }, sent(name));
  });

  test.each(ofClinics)('%s is 404 for a technician while the order is a draft or cancelled', async (name) => {
    for (const status of ['draft', 'cancelled'] as const)
      await expectNotThere(name, technician, sent(name, { status }));
  });

  const notForTechnicians = ofClinics.filter((name) => !may(technician, rowOf(name).roles));
  test.each(notForTechnicians)('%s is 403 for a technician while the order is at its laboratory', async (name) => {
    for (const status of ['published', 'production', 'produced', 'shipped', 'delivered'] as const)
      await expectForbidden(name, technician, sent(name, { status }));
  });

  const notForDentists = ofClinics.filter((name) => !may(dentist, rowOf(name).roles));
  test.each(notForDentists)('%s is 403 for the dentist of the order', async (name) => {
    await expectForbidden(name, dentist, sent(name));
  });

  test('a technician marks no task of another one', async () => {
    await expectForbidden('markTask', technician, sent('markTask'));
    const { body } = await ask('markTask', technician);
    expect(body).toMatchObject({ because: 'otherTask', detail: expect.stringContaining('your own tasks') });
  });
});

describe('On every route of laboratories about one order', () => {
  test.each(ofLaboratories)('%s is 403 for everybody of a clinic', async (name) => {
    for (const caller of [manager, dentist, technician]) await expectForbidden(name, caller, sent(name));
  });

  test.each(ofLaboratories)('%s is 404 for a laboratory that the order was never sent to', async (name) => {
    const statuses: Status[] = ['draft', 'published', 'production', 'produced', 'shipped', 'delivered', 'cancelled'];
    for (const status of statuses)
      await expectNotThere(name, { ...laboratory, laboratoryId: 'third-lab' }, sent(name, { status }));
    await expectNotThere(name, laboratory, sent(name, { status: 'draft', publication: null }));
  });

  const bright = { ...laboratory, laboratoryId: 'bright-lab' };
  test.each(ofLaboratories.filter((name) => !isThread(name)))(
    '%s is 404 for the laboratory that had it before another one, and for the one that it was taken from or gave it back',
    async (name) => {
      await expectNotThere(name, bright, sent(name));
      for (const how of ['withdrawn', 'returned'] as const) {
        await expectNotThere(name, laboratory, sent(name, ended(how)));
        await expectNotThere(name, laboratory, sent(name, { ...ended(how), status: 'cancelled' }));
      }
    },
  );

  test.each(ofLaboratories.filter(isThread))('%s stays open to these, and only to these', async (name) => {
    for (const [caller, order] of [
      [bright, sent(name)],
      [laboratory, sent(name, ended('withdrawn'))],
      [laboratory, sent(name, ended('returned'))],
      [laboratory, sent(name, { ...ended('returned'), status: 'cancelled' })],
    ] as const) {
      dynamodb.reset();
      holdingAll(order);
      expect((await ask(name, caller)).status).toBe(rowOf(name).success ?? 200);
    }
    await expectNotThere(name, bright, sent(name, ended('returned')));
  });

  test.each(ofLaboratories)('%s is 404 for its laboratory under the name of another organisation', async (name) => {
    dynamodb.reset();
    holdingAll(sent(name));
    const { params, ...valid } = validRequests[name];
    const elsewhere = { ...valid, caller: laboratory, params: { ...params, tenantId: 'lakeview' } };
    expectRefused(await call(name, elsewhere), 404, 'not_found');
  });
});
