import { beforeAll, describe, expect, it } from 'vitest';
import { type Body, eventsOf, eventually, type Send, signIn, version } from '#test/support/product/clinic.ts';

/** A dentist of the demo data, using only the API. */
let weber: Send;
beforeAll(async () => {
  weber = await signIn({ role: 'dentist', tenant_id: 'northside', customer_id: 'dr-weber' });
});

const pointers = ({ readiness }: Body) => readiness.map(({ pointer }: { pointer: string }) => pointer).toSorted();

describe('a dentist with the demo data', () => {
  it('lists the services with their needs, and the laboratories', async () => {
    const { body: services } = await weber('GET', '/services?limit=100');
    expect(services.items).toHaveLength(37);
    expect(services.items.find(({ serviceId }: Body) => serviceId === 'zirconia-bridge')).toMatchObject({
      needs: { teeth: true, shade: true, pontics: true },
      price: { amount: 12_500, currency: 'EUR' },
    });
    const { body: laboratories } = await weber('GET', '/laboratories');
    expect(laboratories.items.map(({ laboratoryId }: Body) => laboratoryId)).toEqual(['apex-lab', 'bright-lab']);
  });

  it('reads the services page by page', async () => {
    const seen: string[] = [];
    for (let path = '/services?limit=10'; path; ) {
      const { body, headers } = await weber('GET', path);
      seen.push(...body.items.map(({ serviceId }: Body) => serviceId));
      path = /<\/v1(.*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    }
    expect(seen).toHaveLength(37);
    expect(new Set(seen).size).toBe(37);
  });

  it('orders a bridge, an upper denture and an implant crown, and is told what each lacks', async () => {
    const { body: draft } = await weber('POST', '/orders', {
      services: [{ serviceId: 'zirconia-bridge' }, { serviceId: 'full-denture' }, { serviceId: 'implant-crown-screw' }],
    });
    expect(pointers(draft)).toEqual([
      '/dueDate',
      '/laboratoryId',
      '/patient',
      '/services/0/pontics',
      '/services/0/shade',
      '/services/0/teeth',
      '/services/1/arch',
      '/services/1/shade',
      '/services/2/implant/platform',
      '/services/2/implant/retention',
      '/services/2/implant/system',
      '/services/2/shade',
      '/services/2/teeth',
    ]);
    const path = `/orders/${draft.number}`;
    const refused = await weber('POST', `${path}/publish`, {}, version(draft));
    expect(refused).toMatchObject({ status: 422, body: { code: 'not_ready' } });
    expect(refused.body.errors.map(({ pointer }: Body) => pointer).toSorted()).toEqual(pointers(draft));

    const [bridge, denture, crown] = draft.services;
    const shade = { system: 'VITA Classical', value: 'a 3,5' };
    const { body: ready } = await weber(
      'PATCH',
      path,
      {
        laboratoryId: 'apex-lab',
        patient: { reference: 'P-118' },
        dueDate: draft.proposedDueDate,
        toothNotation: 'Universal',
        services: [
          { ...bridge, teeth: ['12', '13', '14'], pontics: ['13'], shade },
          { ...denture, arch: 'upper', shade: { system: 'other', value: 'Mould 42, A2' } },
          {
            ...crown,
            teeth: ['30'],
            shade,
            implant: { system: 'Straumann BLX', platform: 'RB', retention: 'screw' },
          },
        ],
      },
      { ...version(draft), 'content-type': 'application/merge-patch+json' },
    );
    expect(ready.readiness).toEqual([]);
    expect(ready.services.map(({ quantity }: Body) => quantity)).toEqual([3, 1, 1]);
    expect(ready.services[0]).toMatchObject({ arch: 'upper', shade: { value: 'A3.5' } });
    expect(ready.price.total).toEqual({ amount: 3 * 12_500 + 39_500 + 23_500, currency: 'EUR' });

    const sent = await weber('POST', `${path}/publish`, {}, version(ready));
    expect(sent.body).toMatchObject({ status: 'published', actions: expect.not.arrayContaining(['editOrder']) });
    const [event] = await eventually(
      () => eventsOf(draft.number),
      (events) => events.length > 0,
    );
    expect(event.Detail.data.lines[0]).toMatchObject({ teeth: ['24', '25', '26'], pontics: ['25'], quantity: 3 });
    expect(JSON.stringify(event)).not.toContain('P-118');
  });

  it('finds a patient in every status, however the name is typed', async () => {
    const names = ['Łukaszewska', 'Sørensen', 'Strauß', 'Шевченко', 'Παπαδόπουλος', 'Nguyễn'];
    for (const lastName of names) await weber('POST', '/orders', { patient: { lastName } });
    for (const typed of ['lukasz', 'SORENSEN', 'strauss', 'шевч', 'παπαδοπ', 'nguyen']) {
      const ask = () => weber('GET', `/orders?patient=${encodeURIComponent(typed)}`);
      const { body } = await eventually(ask, ({ body: found }) => found.items.length > 0);
      expect(names).toContain(body.items[0].patient.lastName);
    }
    expect((await weber('GET', '/orders?patient=nobody')).body.items).toEqual([]);
  });

  it('lists drafts newest first, page by page, each once', async () => {
    const dentist = await signIn({ role: 'dentist', tenant_id: 'northside', customer_id: 'dr-kovalenko' });
    const made: string[] = [];
    for (let order = 0; order < 7; order++) made.unshift((await dentist('POST', '/orders', {})).body.number);
    const page = (cursor: string) => dentist('GET', `/orders?limit=3${cursor}`);
    await eventually(
      () => dentist('GET', '/orders'),
      ({ body }) => body.items.length === 7,
    );
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: Body = await page(cursor);
      seen.push(...body.items.map(({ number }: Body) => number));
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(made);
  });

  it('reads its own order in any spelling of the number', async () => {
    const { body: draft } = await weber('POST', '/orders', {});
    for (const spelling of [draft.number.toLowerCase(), encodeURIComponent(`#${draft.number}`)])
      expect((await weber('GET', `/orders/${spelling}`)).body.number).toBe(draft.number);
  });

  it('saves and publishes in one request, or saves nothing', async () => {
    const before = await weber('GET', '/orders?status=published&limit=100');
    const refused = await weber('POST', '/orders', { publish: true, services: [{ serviceId: 'zirconia-crown' }] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'not_ready' } });
    const sent = await weber('POST', '/orders', {
      publish: true,
      laboratoryId: 'bright-lab',
      patient: { lastName: 'Okafor' },
      toothNotation: 'Palmer',
      services: [{ serviceId: 'metal-crown', teeth: ['UR6'] }],
      dueDate: '2099-01-15',
    });
    expect(sent).toMatchObject({ status: 201, body: { status: 'published', version: 1 } });
    await eventually(
      () => weber('GET', '/orders?status=published&limit=100'),
      ({ body }) => body.items.length === before.body.items.length + 1,
    );
    const due = 'sort=due&status=draft&status=published&dueFrom=2099-01-15&dueTo=2099-01-15';
    const { number } = sent.body;
    const missing: string[] = [];
    const services = [{ name: 'Full cast metal crown', quantity: 1, teeth: ['UR6'] }];
    const row = { number, toothNotation: 'Palmer', servicesInBrief: { services, more: 0 }, missing };
    expect((await weber('GET', `/orders?${due}&limit=100`)).body.items).toMatchObject([row]);
  });

  it('reads a history of who changed which field, with old and new values', async () => {
    const { body: draft } = await weber('POST', '/orders', { note: 'First' });
    const path = `/orders/${draft.number}`;
    await weber('PATCH', path, { note: 'Second' }, version(draft));
    await weber('POST', `${path}/cancel`, { reason: 'Changed my mind' }, { 'if-match': '"2"' });
    const again = await weber('POST', `${path}/cancel`, {});
    expect(again).toMatchObject({ status: 200, body: { version: 3, cancelReason: 'Changed my mind' } });
    const { body: history } = await eventually(
      () => weber('GET', `${path}/history`),
      ({ body }) => body.items.length === 3,
    );
    expect(history.items).toMatchObject([
      { version: 1, action: 'createOrder', by: { role: 'dentist' } },
      { version: 2, action: 'editOrder', changes: [{ field: 'note', from: 'First', to: 'Second' }] },
      { version: 3, action: 'cancelOrder' },
    ]);
    const first = await weber('GET', `${path}/history?limit=2`);
    const rest = await weber('GET', `${path}/history?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...rest.body.items]).toEqual(history.items);
    expect(rest.body.nextCursor).toBeNull();
  });
});
