import { describe, expect, it } from 'vitest';
import { laboratory } from '#test/support/orders.ts';
import { type Body, key } from '#test/support/product/clinic.ts';
import { changes, type EntryRoute, entries, everyChange, plain } from '#test/support/releases/release-requests.ts';
import type { Release } from '#test/support/releases/releases.ts';
import {
  done,
  eventsOf,
  expectSilent,
  expectTryAgain,
  itemAt,
  itemOf,
  marksIn,
  marksLost,
  newOrder,
  orderFor,
  ours,
  read,
  reader,
  recordsOf,
  unannounced,
  upon,
  writer,
} from '#test/support/releases/side-by-side.ts';

describe('While the next release runs at the same time, with new members in the same schema,', () => {
  it.each(everyChange)(
    '%s by this release keeps unknown members, and a repeat at either release has no second effect',
    async (name) => {
      const order = await orderFor(name, reader);
      const before = await itemOf(order);
      const shown = await read(ours, order);
      expectSilent(shown);
      const sent = upon(order, changes[name].of(done(shown)), key(`${name}-here`));
      const changed = await ours.call(name, sent);
      const next = order.version + 1;
      expect([done(changed).version, changed.headers['etag']]).toEqual([next, `"${next}"`]);
      expectSilent(changed);
      const after = await itemOf(order);
      expect(marksIn(before).length).toBeGreaterThan(35);
      expect(new Set(marksLost(before, after))).toEqual(new Set([...(changes[name].replaces ?? []), '/updatedBy']));

      const repeated = done(await reader.call(name, sent));
      expect([repeated.version, repeated.urgency, repeated.services[0].glaze]).toEqual([next, 'today', 'high']);
      expect(await itemOf(order)).toEqual(after);
    },
  );

  it.each(everyChange)(
    '%s by the next release can be read here, and a repeat at either release has no second effect',
    async (name) => {
      const order = await orderFor(name, ours, plain);
      const next = order.version + 1;
      const sent = upon(order, changes[name].of(done(await read(reader, order))), key(`${name}-there`));
      expect(done(await reader.call(name, sent)).version).toBe(next);
      const after = await itemOf(order);
      const repeated = await ours.call(name, sent);
      expect(done(repeated).version).toBe(next);
      expectSilent(repeated);
      expect(await itemOf(order)).toEqual(after);
    },
  );

  it('a create and a copy make one order each, whichever release gets the repeat', async () => {
    for (const [first, second] of [
      [ours, reader],
      [reader, ours],
    ] as const) {
      const create = { body: plain, headers: key(`create-${first === ours}`) };
      const { number, services } = done(await first.call('createOrder', create));
      expect(done(await second.call('createOrder', create))).toMatchObject({ number, version: 1 });
      const copy = { params: { number }, body: { changes: { services } }, headers: key('copy') };
      const copied = done(await first.call('copyOrder', copy));
      expect(done(await second.call('copyOrder', copy))).toMatchObject({ number: copied.number, source: number });
    }
  });

  it('a copy by this release has the known members of lines, and its source keeps all members', async () => {
    const order = await newOrder(reader);
    const before = await itemOf(order);
    const copied = await ours.call('copyOrder', { params: { number: order.number }, body: {} });
    expectSilent(copied);
    expect(done(await read(reader, done(copied))).services[0].glaze).toBe('high');
    expect(await itemOf(order)).toEqual(before);
  });

  it('concurrent edits by both are a success and a conflict, and none is lost', async () => {
    const order = await newOrder(reader);
    for (let round = 0; round < 5; round++) {
      const [note, urgency] = [`note ${round}`, `urgent ${round}`];
      const editHere = (current: Body) => ours.call('editOrder', upon(current, { body: { note } }));
      const editThere = (current: Body) => reader.call('editOrder', upon(current, { body: { urgency } }));
      const current = done(await read(reader, order));
      const [here, there] = await Promise.all([editHere(current), editThere(current)]);
      expect([here.status, there.status].toSorted()).toEqual([200, 412]);
      expectSilent(here);
      const editAgain = here.status === 412 ? editHere : editThere;
      done(await editAgain(done(await read(reader, order))));
      expect(done(await read(reader, order))).toMatchObject({ note, urgency, version: 5 + 2 * round });
    }
    const { recent } = await itemOf(order);
    expect(recent.map(({ version }: Body) => version)).toEqual(Array.from(recent, (_, index) => index + 1));
  });

  it.each(Object.entries(entries))('%s by this release keeps unknown members', async (name, entry) => {
    const { caller, params } = entry.sent;
    const before = await itemAt(entry.key);
    const list = await ours.call(entry.shown, caller ? { caller } : {});
    expectSilent(list);
    const isIt = (item: Body) => Object.values(item).includes(params?.['id']);
    const shown = done(list).items?.find(isIt) ?? list.body;
    const put = (body: object) => ours.call(name as EntryRoute, { ...entry.sent, body });

    done(await put(shown));
    expect(await itemAt(entry.key)).toEqual(before);
    const changed = await put({ ...shown, ...entry.changed(shown) });
    expect(done(changed).version).toBe(2);
    expectSilent(changed);
    expect(marksIn(before)).toContain('');
    expect(marksLost(before, await itemAt(entry.key))).toEqual(['/updatedBy']);
  });

  it('a publication announced by both releases is one event with one number, which this release can read', async () => {
    const order = await newOrder(reader);
    done(await reader.call('publishOrder', upon(order, { body: {} })));
    const told = { Records: await recordsOf(order, 4) };
    for (const release of [reader, ours])
      expect(await release.run('functions/events/announce.ts', told)).toEqual({ batchItemFailures: [] });
    const events = eventsOf(order);
    expect(events.map(({ data }) => data.feedSequence)).toEqual([1, 1]);
    const feed = done(await ours.call('getLabFeed', { caller: laboratory }));
    expect(feed.items).toMatchObject([{ sequence: 1, event: { ...events[0], addedLater: 1 } }]);

    const params = { number: order.number };
    const history = await ours.call('getHistory', { params });
    expectSilent(history);
    expect(done(history).items.map(({ version }: Body) => version)).toEqual([1, 2, 3, 4]);
    expectSilent(await ours.call('getPayroll', { params }));
    expectSilent(await ours.call('listOrders', { query: 'status=published' }));
    expectSilent(await ours.call('getLabOrder', { caller: laboratory, params: { ...params, tenantId: 'northside' } }));
  });
});

describe('While the release after the next writes a new schema,', () => {
  /** Orders with the new schema number: one that this release could parse, and one that only later releases can. */
  const alike = plain;
  const strange = { ...plain, patient: { reference: ['CASE-1', 'CASE-2'] } };
  const newShapes = async () => [await newOrder(writer, alike), await newOrder(writer, strange)] as const;

  it('this release answers 503 to every read of an order that it cannot parse, and the next release reads all', async () => {
    const [readable, order] = await newShapes();
    expect([await itemOf(readable), await itemOf(order)]).toMatchObject([{ schema: 2 }, { schema: 2 }]);
    expect(done(await read(ours, readable)).patient).toEqual({ lastName: 'Ferrari' });
    done(await writer.call('publishOrder', upon(order, { body: {} })));
    const params = { number: order.number, tenantId: 'northside' };
    for (const name of ['getOrder', 'getPayroll', 'getHistory', 'getLabOrder'] as const) {
      const sent = { params, ...(name === 'getLabOrder' && { caller: laboratory }) };
      expectTryAgain(await ours.call(name, sent));
      done(await reader.call(name, sent));
    }
  });

  it.each(everyChange)('%s by this release is 503, and nothing is written', async (name) => {
    for (const body of [alike, strange]) {
      const order = await orderFor(name, writer, body);
      const before = await itemOf(order);
      const sent = upon(order, changes[name].of(done(await read(reader, order))), key(name));
      for (const release of [ours, reader]) expectTryAgain(await release.call(name, sent));
      expect(await itemOf(order)).toEqual(before);
      expect(done(await writer.call(name, sent)).version).toBe(order.version + 1);
    }
  });

  it('a copy by this release is 503, too, so that no order mixes two schemas', async () => {
    for (const body of [alike, strange].map((whole) => ({
      ...whole,
      patient: { ...whole.patient, lastName: 'Twice' },
    }))) {
      const { number } = done(await writer.call('createOrder', { body }));
      for (const release of [ours, reader])
        expectTryAgain(await release.call('copyOrder', { params: { number }, body: {}, headers: key('copy') }));
    }
    expect(done(await writer.call('listOrders', { query: 'patient=twice' })).items).toHaveLength(2);
  });

  it('a keyed request that the other release handled has no second effect here, and is answered if it can be read', async () => {
    for (const [patient, answers] of [
      [{ lastName: 'Once' }, [201, 201]],
      [{ reference: 'ONCE' }, [503, 201]],
    ] as const) {
      const sent = { body: { ...plain, patient }, headers: key(`create-${answers[0]}`) };
      const { number } = done(await writer.call('createOrder', sent));
      const again = [await ours.call('createOrder', sent), await reader.call('createOrder', sent)];
      expect(again.map(({ status }) => status)).toEqual(answers);
      for (const { status, body } of again) if (status === 201) expect(body).toMatchObject({ number, version: 1 });
    }
    expect(done(await writer.call('listOrders', { query: 'patient=once' })).items).toHaveLength(2);
  });

  it('the later release reads the old schema, and its first change of an order writes the new one', async () => {
    const order = await newOrder(ours, { ...plain, patient: { reference: 'CASE-7' } });
    expect(done(await read(writer, order)).patient).toMatchObject({ reference: ['CASE-7'] });
    expect(await itemOf(order)).toMatchObject({ schema: 1, patient: { reference: 'CASE-7' } });
    const next = done(await writer.call('editOrder', upon(order, { body: { note: 'Anew' } })));
    expect(await itemOf(next)).toMatchObject({ schema: 2, patient: { reference: ['CASE-7'] }, note: 'Anew' });
    expect((await ours.call('editOrder', upon(order, { body: { note: 'Stale' } }))).status).toBe(503);
  });

  it('a page with an order that this release cannot parse is 503, and all other pages are not', async () => {
    const search = (release: Release, patient: string) => release.call('listOrders', { query: `patient=${patient}` });
    for (const patient of [{ reference: 'PAGE-1' }, { reference: ['PAGE-2', 'SHEET-2'] }, { lastName: 'Sheet' }])
      done(await writer.call('createOrder', { body: { ...plain, patient } }));
    expectTryAgain(await search(ours, 'page'));
    expect(done(await search(reader, 'page')).items).toHaveLength(2);
    expect(done(await search(ours, 'sheet')).items).toMatchObject([{ patient: { lastName: 'Sheet' } }]);
  });

  it('the announcer sends an order that it cannot parse to the retry queue, and the next release announces it once', async () => {
    const strangers = await newOrder(writer, strange);
    done(await writer.call('publishOrder', upon(strangers, { body: {} })));
    const own = await newOrder(ours, plain);
    done(await ours.call('publishOrder', upon(own, { body: {} })));
    const told = { Records: [...(await recordsOf(strangers, 4)), ...(await recordsOf(own, 4))] };
    expect(await ours.run('functions/events/announce.ts', told)).toEqual({ batchItemFailures: [] });
    expect([eventsOf(own), eventsOf(strangers)]).toMatchObject([[{ data: { feedSequence: 2 } }], []]);

    const left = await unannounced(4);
    expect(left.map(({ body }) => JSON.parse(body))).toMatchObject(
      [1, 2, 3, 4].map((version) => ({ version, laboratoryId: 'apex-lab' })),
    );
    const again = (release: Release) => release.run('functions/events/announce-again.ts', { Records: left });
    expect(await again(ours)).toEqual({
      batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
    expect(await again(writer)).toEqual({ batchItemFailures: [] });
    expect(eventsOf(strangers)).toMatchObject([{ id: `northside_${strangers.number}_4`, data: { feedSequence: 3 } }]);
    const { items } = done(await writer.call('getHistory', { params: { number: strangers.number } }));
    expect(items.map(({ version }: Body) => version)).toEqual([1, 2, 3, 4]);
    const feed = done(await ours.call('getLabFeed', { caller: laboratory }));
    expect(feed.items.map(({ event }: Body) => event.subject).slice(1)).toEqual([own.number, strangers.number]);
  });
});
