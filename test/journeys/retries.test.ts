import { beforeAll, describe, expect, it } from 'vitest';
import { complete, eventsOf, eventually, key, newClinic, signIn, version } from '#test/support/product/clinic.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
beforeAll(async () => {
  clinic = await newClinic();
});

const ten = <Answer>(send: () => Promise<Answer>) => Promise.all(Array.from({ length: 10 }, send));
const list = async () => (await clinic.manager('GET', '/orders?limit=100')).body.items;

describe('repeating a request with its key', () => {
  it('creates one order and answers ten successes, ten times in parallel', async () => {
    const before = (await list()).length;
    const answers = await ten(() => clinic.anna('POST', '/orders', complete, key('ten-creates')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
    expect(await eventually(list, (items) => items.length === before + 1)).toHaveLength(before + 1);
  });

  it('publishes once, with one event id, ten times in parallel', async () => {
    const { body: order } = await clinic.anna('POST', '/orders', complete);
    const publish = () =>
      clinic.anna('POST', `/orders/${order.number}/publish`, {}, { ...version(order), ...key('ten-publishes') });
    const answers = await ten(publish);
    expect(answers.map(({ status, body }) => [status, body.status, body.version])).toEqual(
      Array(10).fill([200, 'published', 2]),
    );
    await eventually(
      () => eventsOf(order.number),
      (events) => events.length > 0,
    );
    expect((await publish()).status).toBe(200);
    const ids = (await eventsOf(order.number)).map(({ Detail }) => Detail.id);
    expect(new Set(ids)).toEqual(new Set([`${clinic.tenantId}_${order.number}_2`]));
  });

  it('copies once', async () => {
    const { body: order } = await clinic.anna('POST', '/orders', complete);
    const copies = await ten(() => clinic.anna('POST', `/orders/${order.number}/copy`, {}, key('ten-copies')));
    expect(new Set(copies.map(({ body }) => body.number)).size).toBe(1);
    expect(copies.map(({ status, body }) => [status, body.source])).toEqual(Array(10).fill([201, order.number]));
  });

  it('finds the order of a create again after twenty keyed edits', async () => {
    const created = await clinic.anna('POST', '/orders', complete, key('first-save'));
    for (let edit = 1; edit <= 20; edit++) {
      const headers = { 'if-match': `"${edit}"`, ...key(`edit-${edit}`) };
      const edited = await clinic.anna('PATCH', `/orders/${created.body.number}`, { note: `Edit ${edit}` }, headers);
      expect(edited.status).toBe(200);
    }
    const again = await clinic.anna('POST', '/orders', complete, key('first-save'));
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({ number: created.body.number, version: 21, note: 'Edit 20' });
  });
});

describe('the same key', () => {
  it('is another order from another tenant, another dentist and the manager', async () => {
    const stranger = await newClinic();
    const body = { customerId: 'anna', ...complete };
    const answers = [
      await clinic.anna('POST', '/orders', complete, key('shared')),
      await clinic.petr('POST', '/orders', complete, key('shared')),
      await clinic.manager('POST', '/orders', body, key('shared')),
      await stranger.anna('POST', '/orders', complete, key('shared')),
      await stranger.manager('POST', '/orders', body, key('shared')),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201));
    expect(new Set(answers.map(({ body: order }) => order.number)).size).toBe(5);
  });

  it('is refused with another body, on another route of the order, and from another caller on the order', async () => {
    const { body: order } = await clinic.anna('POST', '/orders', complete, key('once'));
    const other = await clinic.anna('POST', '/orders', { ...complete, note: 'Other' }, key('once'));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);

    const path = `/orders/${order.number}`;
    await clinic.anna('PATCH', path, { note: 'A' }, { ...version(order), ...key('edit') });
    const now = { 'if-match': '"2"', ...key('edit') };
    const refused = [
      await clinic.anna('POST', `${path}/publish`, {}, now),
      await clinic.manager('PATCH', path, { note: 'A' }, now),
      await clinic.anna('PATCH', path, { note: 'B' }, now),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('idempotency_key_reused'));
    expect((await clinic.anna('GET', path)).body.version).toBe(2);
  });

  it('has an effect of its own on another order', async () => {
    const orders = [await clinic.anna('POST', '/orders', complete), await clinic.anna('POST', '/orders', complete)];
    for (const { body: order } of orders) {
      const headers = { ...version(order), ...key('same-edit') };
      const edited = await clinic.anna('PATCH', `/orders/${order.number}`, { note: 'Both' }, headers);
      expect([edited.status, edited.body.note]).toEqual([200, 'Both']);
    }
  });

  it('gives its order no longer to a dentist whom it was taken from', async () => {
    const { body: order } = await clinic.anna('POST', '/orders', complete, key('taken'));
    const moved = await clinic.manager(
      'POST',
      `/orders/${order.number}/change-customer`,
      { customerId: 'petr' },
      version(order),
    );
    expect(moved.status).toBe(200);
    expect((await clinic.anna('POST', '/orders', complete, key('taken'))).status).toBe(404);
  });
});

describe('two writers at once', () => {
  it('one edit succeeds, the other is 412 with the changed fields', async () => {
    const { body: order } = await clinic.anna('POST', '/orders', complete);
    const edit = (patch: object) => clinic.anna('PATCH', `/orders/${order.number}`, patch, version(order));
    const answers = await Promise.all([edit({ note: 'One' }), edit({ dueDate: '2099-04-01' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200)?.body;
    const conflict = answers.find(({ status }) => status === 412)?.body;
    expect(conflict).toMatchObject({ code: 'version_conflict', version: 2 });
    expect(conflict.fields).toEqual([winner.note === 'One' ? 'note' : 'dueDate']);
  });

  it.each([
    ['edit', 'publish'],
    ['cancel', 'publish'],
    ['cancel', 'edit'],
  ])('of %s and %s one wins and never both', async (...names) => {
    for (let round = 0; round < 5; round++) {
      const { body: order } = await clinic.anna('POST', '/orders', complete);
      const path = `/orders/${order.number}`;
      const actions: Record<string, () => ReturnType<typeof clinic.anna>> = {
        edit: () => clinic.anna('PATCH', path, { note: 'Raced' }, version(order)),
        publish: () => clinic.manager('POST', `${path}/publish`, {}, version(order)),
        cancel: () => clinic.anna('POST', `${path}/cancel`, {}, version(order)),
      };
      const answers = await Promise.all(names.map((name) => actions[name]?.()));
      expect(answers.map((answer) => answer?.status).toSorted()).toEqual([200, 412]);
      const { body: now } = await clinic.anna('GET', path);
      expect(now.version).toBe(2);
      const won = names[answers.findIndex((answer) => answer?.status === 200)];
      expect(now.status).toBe({ edit: 'draft', publish: 'published', cancel: 'cancelled' }[won ?? '']);
    }
  });

  it('of two dentists at one laboratory both are published, with numbers of their own', async () => {
    const orders = await Promise.all([
      clinic.anna('POST', '/orders', { ...complete, publish: true }),
      clinic.petr('POST', '/orders', { ...complete, publish: true }),
    ]);
    const events = await Promise.all(
      orders.map(({ body }) =>
        eventually(
          () => eventsOf(body.number),
          (found) => found.length > 0,
        ),
      ),
    );
    expect(new Set(events.flat().map(({ Detail }) => Detail.data.feedSequence)).size).toBe(2);
    expect(await signIn({ role: 'laboratory', laboratory_id: 'apex-lab' })).toBeDefined();
  });
});
