import { beforeAll, describe, expect, it } from 'vitest';
import { type Body, complete, key, newClinic, version } from '#test/support/product/clinic.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
beforeAll(async () => {
  clinic = await newClinic();
});

const codesOf = ({ body }: { body: Body }): string[] => body.warnings.map(({ code }: Body) => code);
const today = new Date().toISOString().slice(0, 10);

describe('the warnings of a draft', () => {
  it('are in every reply with it, and in the reply to its publication, also when that is repeated', async () => {
    const { manager, anna } = clinic;
    const { body: order } = await anna('POST', '/orders', { ...complete, dueDate: today });
    const path = `/orders/${order.number}`;
    const planned = await manager('POST', `${path}/plan-work`, { mode: 'automatic' }, version(order));
    const expected = {
      pointer: '/dueDate',
      code: 'due_date_too_early',
      taskId: 'crown.checkin',
      earliestDueDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    };
    expect(planned.body.warnings).toContainEqual(expect.objectContaining(expected));

    const read = await anna('GET', path);
    expect(read.body.warnings).toEqual(planned.body.warnings);
    const [line] = read.body.services;
    const edited = await anna('PATCH', path, { services: [{ ...line, quantity: 2 }] }, version(read.body));
    expect(codesOf(edited)).toEqual(expect.arrayContaining(['plan_outdated', 'task_outdated', 'due_date_too_early']));
    expect(new Set(codesOf(edited)).size).toBe(codesOf(edited).length);
    expect((await manager('GET', path)).body.warnings).toEqual(edited.body.warnings);

    const publish = () => anna('POST', `${path}/publish`, {}, { ...version(edited.body), ...key('send') });
    const published = await publish();
    const stays = published.body.warnings.filter(({ code }: Body) => code === 'task_overdue');
    const ofDraft = published.body.warnings.filter(({ code }: Body) => code !== 'task_overdue');
    expect([published.body.status, ofDraft, stays.length > 0]).toEqual(['published', edited.body.warnings, true]);
    expect((await publish()).body).toEqual(published.body);
    expect((await anna('GET', path)).body.warnings).toEqual(stays);
  });

  it('are in the reply to an order that is created and published in one request', async () => {
    const body = { ...complete, customerId: 'anna', dueDate: today, workPlan: { mode: 'automatic' }, publish: true };
    const sent = await clinic.manager('POST', '/orders', body, key('save-and-send'));
    expect(sent.body.status).toBe('published');
    expect(codesOf(sent)).toContain('due_date_too_early');
    expect((await clinic.manager('POST', '/orders', body, key('save-and-send'))).body).toEqual(sent.body);
  });
});

describe('what an action warns of', () => {
  it('is said again to whoever repeats the request, in the language that they ask in', async () => {
    const { manager } = clinic;
    const { body: order } = await manager('POST', '/orders', { ...complete, customerId: 'anna' });
    const path = `/orders/${order.number}`;
    await manager('PUT', `${path}/discount`, { type: 'percentage', percent: 5 }, version(order));
    const copy = (language: string) =>
      manager('POST', `${path}/copy`, {}, { ...key('copy'), 'accept-language': language });
    const said = async (language: string) => {
      const { headers, body } = await copy(language);
      expect(headers.get('content-language')).toBe(language.slice(0, 2));
      return [body.number, ...body.warnings.map(({ code, message }: Body) => `${code}: ${message}`)];
    };
    const [number, ...german] = await said('de-AT');
    expect(german).toEqual(['hand_set_dropped: Die Kopie hat verloren, was von Hand gesetzt war: Rabatt.']);
    expect(await said('uk')).toEqual([number, 'hand_set_dropped: Копія – втрачено встановлене вручну: знижка.']);
    expect(await said('en')).toEqual([number, 'hand_set_dropped: The copy has lost what was set by hand: discount.']);
  });
});

describe('a laboratory without a profile', () => {
  const nobody = expect.objectContaining({ pointer: '/laboratoryId', code: 'laboratory_not_connected' });

  it('causes a warning when it is named, copied and sent to, also when that is repeated', async () => {
    const { manager, anna } = clinic;
    const added = await manager('PUT', '/laboratories/apex-lap', { name: 'Apex', active: true });
    expect(added.body.connected).toBeNull();
    const { body: order } = await anna('POST', '/orders', { ...complete, dueDate: null });
    expect(order.warnings).toEqual([]);

    const path = `/orders/${order.number}`;
    const rename = () => anna('PATCH', path, { laboratoryId: 'apex-lap' }, { ...version(order), ...key('rename') });
    const renamed = await rename();
    expect(renamed.body.warnings).toEqual([nobody]);
    expect((await rename()).body).toEqual(renamed.body);
    const create = () => anna('POST', '/orders', { laboratoryId: 'apex-lap' }, key('to-nobody'));
    const created = await create();
    expect(created.body.warnings).toEqual([nobody]);
    expect((await create()).body).toEqual(created.body);
    expect((await anna('POST', `${path}/copy`, {})).body.warnings).toEqual([nobody]);
    const changes = { dueDate: order.proposedDueDate };
    expect((await anna('POST', `${path}/publish`, { changes }, version(renamed.body))).body).toMatchObject({
      status: 'published',
      warnings: [nobody],
    });
  });

  it('is not connected in the list, for every reader', async () => {
    await clinic.manager('PUT', '/laboratories/apex-lap', { name: 'Apex', active: true });
    for (const caller of [clinic.manager, clinic.anna, clinic.technician]) {
      const { body } = await caller('GET', '/laboratories?limit=2');
      expect(body.items).toMatchObject([
        { laboratoryId: 'apex-lab', connected: { name: expect.any(String) } },
        { laboratoryId: 'apex-lap', connected: null },
      ]);
    }
    const { body } = await clinic.manager('GET', '/laboratories?limit=1');
    const [{ laboratoryId, ...entry }] = body.items;
    expect((await clinic.manager('PUT', `/laboratories/${laboratoryId}`, entry)).body).toEqual(body.items[0]);
  });
});

it('A warning names what was set by hand and is lost, to the dentist, too, and again when the edit is repeated', async () => {
  const { manager, anna } = clinic;
  const [line] = complete.services;
  const priced = [{ ...line, unitPrice: { amount: 50_00, currency: 'EUR' }, quantity: 2 }];
  const { body: order } = await manager('POST', '/orders', { customerId: 'anna', ...complete, services: priced });
  const [{ lineId }] = order.services;
  const lost = expect.objectContaining({ code: 'hand_set_dropped', lineId, fields: ['unitPrice', 'quantity'] });
  const path = `/orders/${order.number}`;
  const replace = () => anna('PATCH', path, { services: [line] }, { ...version(order), ...key('replace') });
  const replaced = await replace();
  expect(replaced.body.warnings).toContainEqual(lost);
  expect((await replace()).body).toEqual(replaced.body);
  expect(codesOf(await anna('GET', path))).not.toContain('hand_set_dropped');

  const { body: again } = await manager('POST', '/orders', { customerId: 'anna', ...complete, services: priced });
  const copied = await anna('POST', `/orders/${again.number}/copy`, {});
  expect(copied.body.warnings).toContainEqual(
    expect.objectContaining({ code: 'hand_set_dropped', pointer: '/services/0', fields: ['unitPrice'] }),
  );
});

it('A proposed due date is late enough for the plan', async () => {
  const hasty = await newClinic({ productionDays: 0 });
  const body = { ...complete, customerId: 'anna', dueDate: null };
  const { body: order } = await hasty.manager('POST', '/orders', body);
  const path = `/orders/${order.number}`;
  const dated = await hasty.manager('PATCH', path, { dueDate: order.proposedDueDate }, version(order));
  const planned = await hasty.manager('POST', `${path}/plan-work`, { mode: 'automatic' }, version(dated.body));
  expect(planned.body.workPlan.tasks).toHaveLength(2);
  expect(planned.body.warnings).toEqual([]);
});
