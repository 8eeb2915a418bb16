import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { traceparent } from '#test/support/orders.ts';
import { type Body, complete, eventsOf, eventually, newClinic, type Send } from '#test/support/product/clinic.ts';
import { feedOf, newEndpoint, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';
import { unasked } from '#test/support/product/unasked.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
beforeAll(async () => {
  clinic = await newClinic();
});

const status = async (answer: ReturnType<Send>) => (await answer).status;

describe('the feed', () => {
  it('has every order sent to the laboratory, numbered and in pages, with the number to continue from', async () => {
    const { laboratoryId, send } = await newLaboratory();
    expect((await send('GET', '/lab/feed')).body).toEqual({ items: [], next: 0, last: 0 });
    const orders = await publishTo(laboratoryId, clinic.manager, 3);
    const items = await feedOf(send, 3);
    expect(items.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(items.map(({ event }) => event.id)).toEqual(
      orders.map(({ tenantId, number, version }) => `${tenantId}_${number}_${version}`),
    );
    expect((await send('GET', '/lab/feed?limit=2')).body).toMatchObject({
      next: 2,
      last: 3,
      items: [{}, { sequence: 2 }],
    });
    expect((await send('GET', '/lab/feed?after=2')).body).toMatchObject({ next: 3, items: [{ sequence: 3 }] });
    expect((await send('GET', '/lab/feed?after=3')).body).toEqual({ items: [], next: 3, last: 3 });
    const odd = ['after=0x10', 'after=1e3', 'after=', 'after=%201', 'after=1.0', 'limit=1e1', 'after=1&after=0'];
    for (const query of ['after=-1', 'limit=0', 'limit=101', 'wait=21', 'since=1', ...odd])
      expect([query, await status(send('GET', `/lab/feed?${query}`))]).toEqual([query, 422]);
  });

  it('refuses a position after its end and says where the end is, and so does a replay', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { url } = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url });
    const refused = async (answer: ReturnType<Send>) => {
      const { body } = await answer;
      expect(body).toMatchObject({ status: 422, code: 'validation_failed' });
      return body.errors;
    };
    const fault = (where: string, pointer: string, last: number) => [
      {
        in: where,
        pointer,
        code: 'past_the_end',
        message: `Send ${last} or less; your feed ends there.`,
      },
    ];
    const started = performance.now();
    expect(await refused(send('GET', '/lab/feed?after=1&wait=20'))).toEqual(fault('query', '/after', 0));
    expect(performance.now() - started).toBeLessThan(10_000);

    await publishTo(laboratoryId, clinic.manager, 2);
    await feedOf(send, 2);
    expect(await refused(send('GET', '/lab/feed?after=3'))).toEqual(fault('query', '/after', 2));
    const replay = (body: object) => send('POST', '/lab/subscriptions/main/replay', body);
    expect(await refused(replay({ after: 3 }))).toEqual(fault('body', '/after', 2));
    expect(await refused(replay({ from: 4, to: 9 }))).toEqual(fault('body', '/from', 2));
    expect((await replay({ after: 2 })).body).toEqual({ after: 2, to: 2 });
    expect((await replay({ from: 2, to: 9 })).body).toEqual({ after: 1, to: 2 });
  });

  it('answers a long poll as soon as there is an event', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const waiting = send('GET', '/lab/feed?wait=20');
    const started = performance.now();
    const [order] = await publishTo(laboratoryId, clinic.manager);
    expect((await waiting).body.items).toMatchObject([{ event: { subject: order.number } }]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('goes on, and so do webhooks, when the laboratory takes no new orders from an organisation: it answers what it has, and is sent no more', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { url, heard } = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url });
    const [order] = await publishTo(laboratoryId, clinic.manager);
    expect(await status(send('PUT', '/lab/profile', { name: 'The laboratory', tenants: ['another'] }))).toBe(200);
    const changed = await clinic.manager(
      'PUT',
      `/orders/${order.number}/due-date`,
      { dueDate: '2099-12-01' },
      { 'if-match': `"${order.version}"` },
    );
    expect(changed.status).toBe(200);
    const types = ['order.published.v1', 'order.rescheduled.v1'];
    expect((await feedOf(send, 2)).map(({ event }) => event.type)).toEqual(types);
    await eventually(
      async () => heard.length,
      (length) => length === 2,
    );
    expect(heard.map(({ event }) => event.type).toSorted()).toEqual(types);

    expect((await send('GET', '/lab/orders')).body.items).toMatchObject([{ number: order.number }]);
    const path = `/lab/orders/${clinic.tenantId}/${order.number}`;
    expect(await status(send('GET', path))).toBe(200);
    expect(await status(send('POST', `${path}/print`, {}))).toBe(201);
    expect(await status(send('POST', `${path}/messages`, { text: 'We finish it.' }))).toBe(201);
    expect((await send('GET', `${path}/messages`)).body.items).toMatchObject([{ text: 'We finish it.' }]);
    const again = { ...complete, customerId: 'anna', laboratoryId, publish: true };
    const refused = await clinic.manager('POST', '/orders', again);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: 'laboratory_not_open' }] } });
  });
});

describe('a trace', () => {
  it('goes with the order that was sent in it to the bus, to the feed and to every webhook, unchanged', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { url, heard } = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url });
    const [order] = await publishTo(laboratoryId, clinic.manager, 1, {}, { traceparent });
    const [{ event }] = await feedOf(send, 1);
    expect(event).toMatchObject({ subject: order.number, traceparent });
    const arrived = (many: number) =>
      eventually(
        async () => heard.length,
        (length) => length === many,
      );
    await arrived(1);
    const another = { traceparent: traceparent.replace('0af7', '1af7') };
    await send('POST', '/lab/subscriptions/main/replay', { after: 0 }, another);
    await arrived(2);
    for (const { headers, body } of heard)
      expect([headers['traceparent'], JSON.parse(body)]).toEqual([traceparent, event]);
    expect(await eventsOf(order.number)).toMatchObject([{ Detail: { traceparent } }]);
    await send('POST', '/lab/subscriptions/main/test', {}, { traceparent });
    expect(heard[2]).toMatchObject({
      event: { type: 'subscription.tested.v1', traceparent },
      headers: { traceparent },
    });
  });

  it('that is not valid is none', async () => {
    const { laboratoryId, send } = await newLaboratory();
    await publishTo(laboratoryId, clinic.manager, 1, {}, { traceparent: traceparent.toUpperCase() });
    const [{ event }] = await feedOf(send, 1);
    expect(event).not.toHaveProperty('traceparent');
  });
});

describe('the list of a laboratory', () => {
  it('has what clinics have sent to it, the soonest due first, without a name of a patient', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const other = await newClinic();
    const due = (date: string) => ({ dueDate: date, patient: { firstName: 'Ada', lastName: 'Ferrari' } });
    const [later] = await publishTo(laboratoryId, clinic.manager, 1, due('2099-03-02'));
    const [sooner] = await publishTo(laboratoryId, other.manager, 1, due('2099-03-01'));
    const { body } = await send('GET', '/lab/orders?status=published');
    expect(body.items).toMatchObject([
      { tenantId: other.tenantId, number: sooner.number, dueDate: '2099-03-01', patientOnLabel: 'A.\u00A0F.' },
      { tenantId: clinic.tenantId, number: later.number, dueDate: '2099-03-02', patientOnLabel: 'A.\u00A0F.' },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Ada|Ferrari/);
    const first = await send('GET', '/lab/orders?limit=1');
    const next = await send('GET', `/lab/orders?limit=1&cursor=${first.body.nextCursor}`);
    expect([first, next].flatMap((page) => page.body.items)).toEqual(body.items);
  });
});

describe('an order', () => {
  it('shows what the work needs, never pay, and prices only if the tenant shows them', async () => {
    for (const laboratoriesSeePrices of [false, true]) {
      const { manager, tenantId } = await newClinic({ laboratoriesSeePrices, planOnPublish: true });
      const { laboratoryId, send } = await newLaboratory();
      const [{ number }] = await publishTo(laboratoryId, manager);
      const { body, headers } = await send('GET', `/lab/orders/${tenantId}/${number}`);
      expect(body).toMatchObject({ tenantId, number, patient: { lastName: 'Ferrari' }, services: [{ teeth: ['11'] }] });
      expect(headers.get('etag')).toBe('"1"');
      const [{ service, amount }] = body.services;
      expect([service.price, amount].map(Boolean)).toEqual(Array(2).fill(laboratoriesSeePrices));
      expect(JSON.stringify(body)).not.toMatch(/"(payroll|workPlan|discount|templatePrice)"|"amount":(500|1000),/);
    }
  });

  it('has the reads of laboratories in its history, sorted by time with the changes, over several pages', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const [{ number }] = await publishTo(laboratoryId, clinic.manager);
    await feedOf(send, 1);
    for (let read = 0; read < 3; read++) await send('GET', `/lab/orders/${clinic.tenantId}/${number.toLowerCase()}`);
    const history = async (query: string) => (await clinic.manager('GET', `/orders/${number}/history?${query}`)).body;
    const { items } = await history('limit=100');
    const by = { sub: expect.any(String), role: 'laboratory' };
    const read = { action: 'getLabOrder', by, at: expect.any(String), changes: [] };
    expect(items).toEqual([expect.objectContaining({ version: 1, action: 'createOrder' }), read, read, read]);

    const paged: Body[] = [];
    for (let cursor = ''; cursor !== 'end'; ) {
      const page = await history(`limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor ?? 'end';
    }
    expect(paged).toEqual(items);
  });
});

describe('an order form', () => {
  it('can be downloaded by its link, is listed in the history, and has no pay and no hidden prices', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const [{ number }] = await publishTo(laboratoryId, clinic.manager);
    const path = `/lab/orders/${clinic.tenantId}/${number}/print`;
    const { status: printed, headers, body } = await send('POST', path, {});
    expect(printed).toBe(201);
    const pdf = Buffer.from(await (await fetch(body.url)).arrayBuffer());
    expect([pdf.length, `${pdf.subarray(0, 4)}`]).toEqual([body.bytes, '%PDF']);
    const { pathname } = new URL(headers.get('location') ?? '', 'http://localhost');
    const opened = await send('GET', pathname.replace('/v1', ''));
    expect([opened.status, opened.body.documentId]).toEqual([200, body.documentId]);
    expect((await fetch(opened.body.url)).status).toBe(200);
    for (const section of ['payroll', 'prices'])
      expect([section, await status(send('POST', path, { sections: [section] }))]).toEqual([section, 403]);
    const { items } = (await clinic.manager('GET', `/orders/${number}/history`)).body;
    expect(items.map(({ action }: Body) => action).slice(-2)).toEqual(['printLabOrder', 'getLabDocument']);
  });
});

describe('a stranger', () => {
  it('laboratory gets 404 for everything of another one; a clinic gets 403, as laboratories do on clinics’ routes', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const stranger = await newLaboratory();
    const endpoint = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url: endpoint.url });
    const [order] = await publishTo(laboratoryId, clinic.manager);
    const draft = (await clinic.manager('POST', '/orders', { customerId: 'anna', laboratoryId })).body;
    await feedOf(send, 1);
    const of = (number: string, id: string, tenantId = clinic.tenantId): [string, string, object?][] => [
      ['GET', `/lab/orders/${tenantId}/${number}`],
      ['POST', `/lab/orders/${tenantId}/${number}/print`, {}],
      ['GET', `/lab/orders/${tenantId}/${number}/documents/${'0'.repeat(64)}`],
      ['GET', `/lab/orders/${tenantId}/${number}/messages`],
      ['POST', `/lab/orders/${tenantId}/${number}/messages`, { text: 'x' }],
      ['POST', `/lab/orders/${tenantId}/${number}/accept`, {}],
      ['POST', `/lab/orders/${tenantId}/${number}/return`, { reasons: [{ message: 'x' }] }],
      ['PUT', `/lab/orders/${tenantId}/${number}/hold`, { reason: 'x' }],
      ['POST', `/lab/orders/${tenantId}/${number}/produce`, {}],
      ['POST', `/lab/orders/${tenantId}/${number}/ship`, {}],
      ['POST', `/lab/orders/${tenantId}/${number}/reopen`, { reason: 'x' }],
      ['GET', `/lab/subscriptions/${id}`],
      ['POST', `/lab/subscriptions/${id}/test`, {}],
      ['GET', `/lab/subscriptions/${id}/deliveries`],
      ['POST', `/lab/subscriptions/${id}/replay`, { after: 0 }],
      ['POST', `/lab/subscriptions/${id}/replay`, { eventId: `${tenantId}_${number}_1` }],
    ];
    const ask = async (who: Send, [method, path, body]: [string, string, object?]) => {
      const { requestId: _, ...said } = (await who(method, path, body)).body;
      return said;
    };
    expect(unasked('/lab/orders/{tenantId}/{number}', of(order.number, 'main'))).toEqual([]);
    // These two find, or make, only what is the caller's own.
    expect(unasked('/lab/subscriptions/{id}', of(order.number, 'main'))).toEqual([
      'PUT /v1/lab/subscriptions/{id}',
      'DELETE /v1/lab/subscriptions/{id}',
    ]);
    const [neverGiven] = of('0123456789', 'none', 'nobody').slice(0, 1);
    const nothing = await ask(stranger.send, neverGiven ?? ['GET', '/']);
    expect(nothing).toMatchObject({ status: 404, code: 'not_found' });
    for (const request of of(order.number, 'main')) expect(await ask(stranger.send, request)).toEqual(nothing);
    for (const path of ['', '/messages'])
      expect(await ask(send, ['GET', `/lab/orders/${clinic.tenantId}/${draft.number}${path}`])).toEqual(nothing);
    for (const path of ['/lab/feed', '/lab/orders']) expect((await stranger.send('GET', path)).body.items).toEqual([]);
    expect((await stranger.send('GET', '/lab/subscriptions')).body.items).toEqual([]);
    // DELETE of another laboratory's subscription is 204, and deletes nothing.
    expect(await status(stranger.send('DELETE', '/lab/subscriptions/main'))).toBe(204);
    expect((await send('GET', '/lab/subscriptions')).body.items).toHaveLength(1);

    for (const request of [
      ['GET', '/lab/feed'],
      ['GET', '/lab/orders'],
      ['GET', '/lab/profile'],
      ...of(order.number, 'main'),
    ] as const)
      expect(await ask(clinic.manager, [request[0] ?? '', request[1] ?? ''])).toMatchObject({ status: 403 });
    for (const path of ['/orders', `/orders/${order.number}`, '/services', '/settings'])
      expect(await ask(send, ['GET', path])).toMatchObject({ status: 403 });
  });
});

describe('a subscription', () => {
  it('shows its secret once, and during a rotation both secrets verify', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { url, heard } = await newEndpoint();
    const made = await send('PUT', '/lab/subscriptions/main', { url });
    expect([made.status, made.body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
    const rotated = await send('PUT', '/lab/subscriptions/main', { url, rotateSecret: true });
    expect(rotated.body.secret).not.toBe(made.body.secret);
    for (const path of ['/lab/subscriptions', '/lab/subscriptions/main'])
      expect(JSON.stringify((await send('GET', path)).body)).not.toContain('whsec_');

    const [order] = await publishTo(laboratoryId, clinic.manager);
    await eventually(
      async () => heard.length,
      (length) => length === 1,
    );
    const [{ body, headers, event } = { body: '', headers: {}, event: {} }] = heard;
    for (const { secret } of [made.body, rotated.body])
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({ subject: order.number });
    expect((await feedOf(send, 1))[0].event).toEqual(event);
  });

  it('accepts concurrent changes one after another, and refuses one rotation too many', async () => {
    const { send } = await newLaboratory();
    const { url } = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url });
    const tenants = Array.from({ length: 20 }, (_, index) => [`tenant-${index}`]);
    const said = await Promise.all(
      tenants.map((those) => send('PUT', '/lab/subscriptions/main', { url, tenants: those })),
    );
    expect(said.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    expect(said.map(({ body }) => body.version).toSorted((a, b) => a - b)).toEqual(
      tenants.map((_, index) => index + 2),
    );

    const rotate = () => send('PUT', '/lab/subscriptions/main', { url, rotateSecret: true });
    const rotated = await Promise.all(Array.from({ length: 12 }, rotate));
    expect(rotated.filter((answer) => answer.status === 200)).toHaveLength(4);
    for (const { body } of rotated.filter((answer) => answer.status !== 200))
      expect(body).toMatchObject({ status: 422, errors: [{ pointer: '/rotateSecret', code: 'too_many_secrets' }] });
  });

  it('gets only the events of its filter, and can be tested while active or not', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const [all, some, off] = [await newEndpoint(), await newEndpoint(), await newEndpoint(() => 500)];
    await send('PUT', '/lab/subscriptions/all', { url: all.url, types: ['order.published.v1'] });
    await send('PUT', '/lab/subscriptions/some', { url: some.url, tenants: ['another'] });
    await send('PUT', '/lab/subscriptions/off', { url: off.url, active: false });
    await publishTo(laboratoryId, clinic.manager);
    await eventually(
      async () => all.heard.length,
      (length) => length === 1,
    );
    const tested = await send('POST', '/lab/subscriptions/off/test', {});
    expect(tested.body).toMatchObject({ attempt: 1, status: 500, replay: false });
    expect((await send('POST', '/lab/subscriptions/some/test', {})).body).toMatchObject({ status: 204 });
    expect([some.heard, off.heard].map((heard) => heard.map(({ event }) => event.type))).toEqual(
      Array(2).fill(['subscription.tested.v1']),
    );
    expect((await send('GET', '/lab/subscriptions/off/deliveries')).body.items).toEqual([tested.body]);
  });

  it('replays one event, a range, or all after a number, in order, marked as replay in the log, too', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { url, heard } = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url });
    await publishTo(laboratoryId, clinic.manager, 4);
    await eventually(
      async () => heard.length,
      (length) => length === 4,
    );
    const firsts = heard.splice(0);
    expect(firsts.map(({ headers }) => headers['order-desk-replay'])).toEqual(Array(4).fill(undefined));
    const ids = (await feedOf(send, 4)).map(({ event }) => event.id);
    const replay = async (body: object, sequences: number[]) => {
      const answer = await send('POST', '/lab/subscriptions/main/replay', body);
      expect(answer.body).toEqual({ after: (sequences[0] ?? 5) - 1, to: sequences.at(-1) ?? 4 });
      await eventually(
        async () => heard.length,
        (length) => length === sequences.length,
      );
      const again = heard.splice(0);
      expect(again.map(({ event }) => event.data.feedSequence)).toEqual(sequences);
      expect(again.map(({ headers }) => headers['order-desk-replay'])).toEqual(sequences.map(() => 'true'));
      for (const { body: text, event } of again)
        expect(text).toBe(firsts.find((first) => first.event.id === event.id)?.body);
      await eventually(
        async () => (await send('GET', '/lab/subscriptions/main')).body,
        (subscription) => !subscription.replaying,
      );
    };
    await replay({ eventId: ids[1] }, [2]);
    await replay({ from: 2, to: 3 }, [2, 3]);
    await replay({ after: 2 }, [3, 4]);
    await replay({ after: 4 }, []);
    expect(await status(send('POST', '/lab/subscriptions/main/replay', { eventId: 'a_b_1' }))).toBe(404);
    expect(await status(send('POST', '/lab/subscriptions/main/replay', { from: 3, to: 2 }))).toBe(422);

    const log = async () => (await send('GET', '/lab/subscriptions/main/deliveries')).body.items;
    const items = await eventually(log, ({ length }) => length === 9);
    expect(items.filter((item: Body) => item.replay)).toHaveLength(5);
    expect(items[0]).toEqual({
      eventId: expect.any(String),
      attempt: 1,
      at: expect.any(String),
      status: 204,
      ms: expect.any(Number),
      replay: true,
    });
  });

  it('gets one replay at a time, says how far it has come, and takes the body back as it was shown', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { promise: held, resolve: answer } = Promise.withResolvers<number>();
    let isHeld = false;
    const { url, heard } = await newEndpoint(() => (isHeld ? held : 204));
    await send('PUT', '/lab/subscriptions/main', { url });
    await publishTo(laboratoryId, clinic.manager, 3);
    const arrived = (many: number) =>
      eventually(
        async () => heard.length,
        (length) => length === many,
      );
    await arrived(3);
    isHeld = true;
    const replay = () => send('POST', '/lab/subscriptions/main/replay', { after: 0 });
    expect((await replay()).body).toEqual({ after: 0, to: 3 });
    await arrived(4);
    const again = await replay();
    expect([again.status, again.body.errors]).toMatchObject([422, [{ code: 'replay_runs' }]]);
    const { body } = await send('GET', '/lab/subscriptions/main');
    expect(body.replaying).toEqual({ startedAt: expect.any(String), after: 0, to: 3, failedAttempts: 0 });
    expect((await send('PUT', '/lab/subscriptions/main', body)).body).toEqual(body);
    // A new order does not wait for the replay.
    await publishTo(laboratoryId, clinic.manager, 1);
    await arrived(5);
    answer(204);
    await arrived(7);
    expect(heard.map(({ event }) => event.data.feedSequence).slice(3)).toEqual([1, 4, 2, 3]);
  });

  it('that is turned off and on again has no replay any more', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { url } = await newEndpoint(() => new Promise<number>(() => {}));
    await send('PUT', '/lab/subscriptions/main', { url });
    await publishTo(laboratoryId, clinic.manager, 1);
    await feedOf(send, 1);
    await send('POST', '/lab/subscriptions/main/replay', { after: 0 });
    for (const active of [false, true]) {
      const { body } = await send('PUT', '/lab/subscriptions/main', { url, active });
      expect(body).not.toHaveProperty('replaying');
    }
    expect((await send('POST', '/lab/subscriptions/main/replay', { after: 0 })).status).toBe(200);
  });

  it('that is deleted and created again gets no deliveries of the old one, and is not changed by them', async () => {
    const { laboratoryId, send } = await newLaboratory();
    const { promise: held, resolve: answer } = Promise.withResolvers<number>();
    const answers = [() => 503, () => held];
    const old = await newEndpoint(() => answers.shift()?.() ?? 204, { 'retry-after': '1' });
    const other = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url: old.url });
    await publishTo(laboratoryId, clinic.manager, 2);
    await eventually(
      async () => old.heard.length,
      (length) => length === 2,
    );
    await send('POST', '/lab/subscriptions/main/test', {});
    const { nextCursor } = (await send('GET', '/lab/subscriptions/main/deliveries?limit=1')).body;
    await send('DELETE', '/lab/subscriptions/main');
    const made = await send('PUT', '/lab/subscriptions/main', { url: other.url });
    answer(410);
    await pause(2000);
    const { secret: _, ...shown } = made.body;
    expect((await send('GET', '/lab/subscriptions')).body.items).toEqual([shown]);
    for (const query of ['limit=1', `cursor=${nextCursor}`])
      expect((await send('GET', `/lab/subscriptions/main/deliveries?${query}`)).body.items).toEqual([]);
    expect([old.heard.length, other.heard.length]).toEqual([3, 0]);
    await publishTo(laboratoryId, clinic.manager);
    await eventually(
      async () => other.heard.length,
      (length) => length === 1,
    );
  });

  it('must be active to be replayed, and is 404 once deleted', async () => {
    const { send } = await newLaboratory();
    const { url } = await newEndpoint();
    await send('PUT', '/lab/subscriptions/main', { url, active: false });
    const { body } = await send('POST', '/lab/subscriptions/main/replay', { after: 0 });
    expect(body).toMatchObject({ status: 422, errors: [{ code: 'inactive_subscription' }] });
    for (const _ of ['stands', 'is gone']) expect(await status(send('DELETE', '/lab/subscriptions/main'))).toBe(204);
    expect((await send('GET', '/lab/subscriptions')).body.items).toEqual([]);
  });

  it('cannot have a private address, and is replaced only over the version that was read', async () => {
    const { send } = await newLaboratory();
    const { url } = await newEndpoint();
    for (const inside of ['http://10.0.0.1/', 'https://169.254.169.254/', 'https://0xa9fea9fe/', 'https://[fd00::1]/'])
      expect((await send('PUT', '/lab/subscriptions/main', { url: inside })).body).toMatchObject({
        status: 422,
        errors: [{ pointer: '/url', code: 'forbidden_url' }],
      });
    await send('PUT', '/lab/subscriptions/main', { url });
    const stale = await send('PUT', '/lab/subscriptions/main', { url, active: false }, { 'if-match': '"7"' });
    expect([stale.status, stale.body.version]).toEqual([412, 1]);
    const { body } = await send('GET', '/lab/subscriptions');
    expect(await status(send('PUT', '/lab/subscriptions/main', body.items[0], { 'if-match': '"1"' }))).toBe(200);
  });
});
