import { beforeAll, describe, expect, it } from 'vitest';
import { type Body, complete, newClinic, version } from '#test/support/product/clinic.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
beforeAll(async () => {
  clinic = await newClinic();
});

const twoServices = {
  customerId: 'anna',
  ...complete,
  services: [
    { serviceId: 'crown', teeth: ['11', '21'], shade: { system: 'VITA Classical', value: 'A2' } },
    {
      serviceId: 'bridge',
      teeth: ['24', '25', '26'],
      pontics: ['25'],
      shade: { system: 'VITA Classical', value: 'A2' },
    },
    { serviceId: 'courier' },
  ],
};
const automatic = { mode: 'automatic' };
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const saved = async (body: object = twoServices) => (await clinic.manager('POST', '/orders', body)).body;

describe('planning the work', () => {
  it('can be previewed, adds the tasks once, and adds nothing the second time', async () => {
    const order = await saved();
    const path = `/orders/${order.number}/plan-work`;
    const dryRun = await clinic.manager('POST', `${path}?dryRun=true`, automatic);
    expect(dryRun.body.effects).toHaveLength(4);
    expect(dryRun.body.order.workPlan.tasks).toHaveLength(4);
    const planned = await clinic.manager('POST', path, automatic, version(order));
    expect(planned.body.workPlan).toEqual(dryRun.body.order.workPlan);
    expect(planned.body.workPlan.unplannedServices).toEqual([{ serviceId: 'courier', name: 'Courier' }]);
    const again = await clinic.manager('POST', path, automatic, version(planned.body));
    expect(again).toMatchObject({ status: 200, body: { version: planned.body.version } });
  });

  it('by two people at once makes no duplicate task', async () => {
    const order = await saved();
    const plan = (tag: object) => clinic.manager('POST', `/orders/${order.number}/plan-work`, automatic, { ...tag });
    const answers = await Promise.all([plan(version(order)), plan(version(order)), plan(version(order))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const { body: now } = await clinic.manager('GET', `/orders/${order.number}`);
    const after = await plan(version(now));
    expect(after.body.workPlan.tasks).toHaveLength(4);
  });

  it('can be part of creating the order, and of publishing it', async () => {
    const drafted = await saved({ ...twoServices, workPlan: automatic });
    expect([drafted.status, drafted.version, drafted.workPlan.tasks.length]).toEqual(['draft', 1, 4]);
    const sent = await saved({
      ...twoServices,
      workPlan: { mode: 'manual', tasks: [{ name: 'Call' }] },
      publish: true,
    });
    expect([sent.status, sent.version, sent.workPlan.tasks.length]).toEqual(['published', 1, 1]);
  });

  it('that is part of a create has its faults named by field', async () => {
    const tasks = [{ name: 'Call', employeeId: 'gone' }];
    const { status, body } = await clinic.manager('POST', '/orders', {
      ...twoServices,
      workPlan: { mode: 'manual', tasks },
    });
    expect([status, body.errors]).toMatchObject([
      422,
      [{ pointer: '/workPlan/tasks/0/employeeId', code: 'inactive_employee' }],
    ]);
  });

  it('above the bound of tasks is refused with the count, and below it is one write', async () => {
    const steps = Array.from({ length: 8 }, (_, index) => ({
      templateId: `step-${index}`,
      name: `Step ${index}`,
      price: eur(100),
      leadDays: 1,
      per: 'unit',
      employeeId: 'timo',
    }));
    const { items } = (await clinic.manager('GET', '/services')).body;
    const crown = items.find(({ serviceId }: Body) => serviceId === 'crown');
    const added = await clinic.manager('PUT', '/services/stepped', {
      ...crown,
      serviceId: 'stepped',
      version: undefined,
      updatedAt: undefined,
      updatedBy: undefined,
      leadDays: undefined,
      tasks: steps,
    });
    expect(added.status).toBe(201);
    const lines = (count: number) => Array.from({ length: count }, () => ({ serviceId: 'stepped' }));
    const many = await saved({ customerId: 'anna', services: lines(100) });
    const refused = await clinic.manager('POST', `/orders/${many.number}/plan-work`, automatic, version(many));
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'too_many_tasks']);
    expect(refused.body.errors[0].message).toContain('800');
    const some = await saved({ customerId: 'anna', services: lines(25) });
    const planned = await clinic.manager('POST', `/orders/${some.number}/plan-work`, automatic, version(some));
    expect([planned.status, planned.body.version, planned.body.workPlan.tasks.length]).toEqual([200, 2, 200]);
  });

  it('gives the same dates in every zone, saved, read and shown', async () => {
    const dates: string[] = [];
    for (const timeZone of ['Etc/GMT+12', 'America/New_York', 'UTC', 'Europe/Kyiv', 'Pacific/Kiritimati']) {
      const there = await newClinic({ timeZone });
      // The changes to and from summer time in Europe and America are before these dates.
      for (const dueDate of ['2099-03-30', '2099-10-26', '2099-03-09', '2099-11-02']) {
        const body = { ...twoServices, dueDate, workPlan: automatic };
        const { body: made } = await there.manager('POST', '/orders', body);
        const { body: read } = await there.manager('GET', `/orders/${made.number}`);
        expect(read.dueDate).toBe(dueDate);
        expect(read.workPlan).toEqual(made.workPlan);
        dates.push(JSON.stringify([dueDate, read.workPlan.tasks.map((task: Body) => task.dueDate)]));
      }
    }
    expect(new Set(dates).size).toBe(4);
  });
});

describe('the payroll', () => {
  it('is a forecast of tasks and records, and can be locked and reopened', async () => {
    const order = await saved({ ...twoServices, workPlan: automatic });
    const path = `/orders/${order.number}`;
    const record = { employeeId: 'timo', amount: eur(7_00), note: 'Training' };
    const withRecord = await clinic.manager('POST', `${path}/payroll-records`, record, version(order));
    const { recordId } = withRecord.body.payroll.records[0];
    const payroll = (await clinic.manager('GET', `${path}/payroll`)).body;
    // Two check-ins, two units of the crown and three of the bridge: seven tasks at 5.00.
    expect(payroll).toMatchObject({ total: eur(7 * 5_00 + 7_00), orderTotal: eur(2 * 119_00 + 3 * 125_00 + 18_00) });
    expect(payroll.byEmployee).toMatchObject([{ employeeId: 'timo', name: 'Timo Ceramist' }]);
    expect(payroll.margin.amount).toBe(payroll.orderTotal.amount - payroll.total.amount);

    const finalized = { finalized: true };
    const locked = await clinic.manager('PUT', `${path}/payroll/finalized`, finalized, version(withRecord.body));
    const refused = [
      await clinic.manager('POST', `${path}/payroll-records`, record, version(locked.body)),
      await clinic.manager('DELETE', `${path}/payroll-records/${recordId}`, undefined, version(locked.body)),
      await clinic.manager('PUT', `${path}/work-plan`, { tasks: [] }, version(locked.body)),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([409, 'payroll_finalized']));
    const open = await clinic.manager('PUT', `${path}/payroll/finalized`, { finalized: false }, version(locked.body));
    const removed = await clinic.manager(
      'DELETE',
      `${path}/payroll-records/${recordId}`,
      undefined,
      version(open.body),
    );
    expect(removed.body.payroll).toEqual({ records: [], finalized: false });
  });

  it('never reaches a dentist, and a technician sees their own', async () => {
    const odd = eur(12_34);
    const tasks = [
      { name: 'Mine', employeeId: 'timo', price: odd },
      { name: 'Nobody’s', price: eur(56_78) },
    ];
    const { body: order } = await clinic.manager('POST', '/orders', {
      ...twoServices,
      workPlan: { mode: 'manual', tasks },
      publish: true,
    });
    const path = `/orders/${order.number}`;
    const seenByAnna = [await clinic.anna('GET', path), await clinic.anna('GET', `${path}/history`)];
    expect(JSON.stringify(seenByAnna)).not.toMatch(/(?<![\w-])(?:1234|5678)(?![\w-])|payroll/i);
    expect((await clinic.anna('GET', `${path}/payroll`)).status).toBe(403);
    const mine = await clinic.technician('GET', `${path}/payroll`);
    expect(mine.body.total).toEqual(odd);
    expect(JSON.stringify([mine, await clinic.technician('GET', path)])).not.toMatch(
      /(?<![\w-])(?:5678|11900|12500)(?![\w-])/,
    );
  });
});

describe('a discount', () => {
  it('is set, rounded once, and taken away with null', async () => {
    const order = await saved();
    const path = `/orders/${order.number}/discount`;
    const set = await clinic.manager('PUT', path, { type: 'percentage', percent: 8.29 }, version(order));
    expect(set.body.price).toEqual({ subtotal: eur(631_00), discount: eur(52_31), total: eur(578_69) });
    const gone = await clinic.manager('PUT', path, 'null', version(set.body));
    expect([gone.status, gone.body.discount, gone.body.price.total]).toEqual([200, null, eur(631_00)]);
    expect((await clinic.anna('PUT', path, 'null', version(gone.body))).status).toBe(403);
  });
});
