import { describe, expect, it } from 'vitest';
import { type Body, complete, eventually, key, newClinic, version } from '#test/support/product/clinic.ts';
import { newEndpoint, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

const known = (etag: string | null) => ({ 'if-none-match': `${etag}` });

describe('If-None-Match with the ETag of an earlier read', () => {
  it('is 304 until the thing has changed', async () => {
    const { anna } = await newClinic();
    const { body: order } = await anna('POST', '/orders', complete);
    const path = `/orders/${order.number}`;
    const first = await anna('GET', path);
    const again = await anna('GET', path, undefined, known(first.headers.get('etag')));
    expect([again.status, again.headers.get('etag')]).toEqual([304, first.headers.get('etag')]);
    await anna('PATCH', path, { note: 'x' }, version(order));
    const changed = await anna('GET', path, undefined, known(first.headers.get('etag')));
    expect([changed.status, changed.body.note]).toEqual([200, 'x']);
  });

  it('adds no read of a laboratory to the history if it is 304', async () => {
    const { manager } = await newClinic();
    const { laboratoryId, send } = await newLaboratory();
    const [order] = await publishTo(laboratoryId, manager);
    const path = `/lab/orders/${order.tenantId}/${order.number}`;
    const { headers } = await send('GET', path);
    for (let count = 0; count < 3; count++)
      expect((await send('GET', path, undefined, known(headers.get('etag')))).status).toBe(304);
    const history = () => manager('GET', `/orders/${order.number}/history`);
    const { body } = await eventually(history, (answer) => answer.body.items.length > 1);
    expect(body.items.filter(({ action }: Body) => action === 'getLabOrder')).toHaveLength(1);
  });
});

describe('Prefer: return=minimal', () => {
  const minimal = { prefer: 'return=minimal' };
  const day = new Date(Date.now() + 30 * 86_400_000);
  const wednesday = new Date(day.setUTCDate(day.getUTCDate() + 3 - day.getUTCDay())).toISOString().slice(0, 10);

  it('leaves out the body of a success, whose headers say what is needed to go on', async () => {
    const { anna } = await newClinic();
    const made = await anna('POST', '/orders', { ...complete, dueDate: wednesday }, { ...minimal, ...key('made') });
    expect([made.status, made.headers.get('etag'), made.headers.get('content-length')]).toEqual([201, '"1"', '0']);
    const path = made.headers.get('location')?.replace('/v1', '') ?? '';
    const edited = await anna('PATCH', path, { note: 'x' }, { ...minimal, ...version({ version: 1 }) });
    expect([edited.status, edited.headers.get('etag'), edited.body]).toEqual([204, '"2"', undefined]);
    const sending = { ...minimal, ...key('sent'), 'if-match': `${edited.headers.get('etag')}` };
    for (const _ of ['first', 'again']) {
      const sent = await anna('POST', `${path}/publish`, {}, sending);
      expect([sent.status, sent.headers.get('preference-applied')]).toEqual([204, 'return=minimal']);
    }
    const printed = await anna('POST', `${path}/print`, {}, minimal);
    expect(printed.status).toBe(201);
    const document = await anna('GET', printed.headers.get('location')?.replace('/v1', '') ?? '');
    expect(document.body).toMatchObject({ url: expect.stringMatching(/^http/), version: 3 });
    expect((await anna('GET', path)).body).toMatchObject({ status: 'published', note: 'x', version: 3 });
  });

  it('does not leave out a reply that warns', async () => {
    const { anna } = await newClinic();
    const made = await anna('POST', '/orders', complete, minimal);
    expect([made.status, made.body.warnings]).toMatchObject([201, [{ code: 'due_date_far' }]]);
    expect(made.headers.get('preference-applied')).toBeNull();
  });
});

describe('of many concurrent PUTs with If-None-Match: *, one succeeds and the others are 412:', () => {
  it('an entry of the catalogue, and settings', async () => {
    const { manager } = await newClinic();
    const { version: _version, updatedAt: _at, updatedBy: _by, ...settings } = (await manager('GET', '/settings')).body;
    for (const [path, body] of [
      ['/employees/lena', (index: number) => ({ firstName: `Lena ${index}`, lastName: 'Berg', active: true })],
      ['/settings', (index: number) => ({ ...settings, paymentInstructions: `IBAN ${index}` })],
    ] as const) {
      const put = (_: unknown, index: number) => manager('PUT', path, body(index), known('*'));
      const answers = await Promise.all(Array.from({ length: 8 }, put));
      expect(answers.map(({ status }) => (status < 300 ? 'done' : status)).toSorted()).toEqual([
        ...Array(7).fill(412),
        'done',
      ]);
      const winner = answers.find(({ status }) => status < 300);
      expect(winner?.body.version).toBe(1);
      for (const { headers, status } of answers) if (status === 412) expect(headers.get('etag')).toBe('"1"');
      expect((await manager('PUT', path, body(9), version(winner?.body))).body.version).toBe(2);
    }
  });

  it('an endpoint of a laboratory', async () => {
    const { send } = await newLaboratory();
    const { url } = await newEndpoint();
    const put = () => send('PUT', '/lab/subscriptions/main', { url }, known('*'));
    const statuses = (await Promise.all([put(), put(), put(), put()])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 412, 412, 412]);
  });
});

describe('one entry of the catalogue', () => {
  it('is the same as in its list, can be sent back unchanged, and is 304 for its ETag', async () => {
    const { manager, anna, technician } = await newClinic();
    for (const kind of ['customers', 'employees', 'services', 'laboratories']) {
      const { items } = (await manager('GET', `/${kind}`)).body;
      for (const item of items) {
        const path = `/${kind}/${Object.values(item)[0]}`;
        const { body, headers } = await manager('GET', path);
        expect(body).toEqual(item);
        expect((await manager('PUT', path, body, version(body))).body).toEqual(item);
        expect((await manager('GET', path, undefined, known(headers.get('etag')))).status).toBe(304);
      }
    }
    expect((await anna('GET', '/customers/anna')).status).toBe(200);
    for (const [who, path, status] of [
      [anna, '/customers/petr', 404],
      [technician, '/customers/anna', 404],
      [anna, '/employees/timo', 403],
      [(await newClinic()).manager, '/services/nowhere', 404],
    ] as const)
      expect([path, (await who('GET', path)).status]).toEqual([path, status]);
  });
});
