import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Order, Written } from '#desk/api/client.ts';
import { lifetime, openKeeper } from '#desk/kept/kept.ts';
import { openOutbox, type Settled } from '#desk/kept/outbox.ts';
import type { Store } from '#desk/kept/store.ts';
import { memoryStore } from '#test/support/browser-store.ts';

const place = 'a1b2c3d4e5';
const request: Written = { method: 'PATCH', path: `/v1/orders/${place}`, headers: { 'if-match': '"3"' }, body: '{}' };

const offline: Answer<Order> = { kind: 'unanswered', why: 'offline' };
const busy: Answer<Order> = { kind: 'unanswered', why: 'busy' };
const signedOut: Answer<Order> = { kind: 'unanswered', why: 'signedOut' };
const saved = { kind: 'answered', value: { number: place } as Order, etag: '"4"' } as const;
const problem = { code: 'version_conflict', title: 'Stale', status: 412, detail: 'Read it again.', requestId: 'r' };
const refused = { kind: 'refused', problem } as const;

/** As the browser's locks: what asks for the same name runs one after another. */
function makeLock() {
  const last = new Map<string, Promise<unknown>>();
  return <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    const mine = (last.get(name) ?? Promise.resolve()).then(run);
    last.set(
      name,
      mine.catch(() => {}),
    );
    return mine;
  };
}

/** A tab of a person, in which requests are answered by `answers`, the last one again and again. */
function openTab(
  store: Store,
  { sub = 'anna', answers = [saved] as Answer<Order>[], lock = makeLock(), isCut = (): boolean => false } = {},
) {
  const keeper = openKeeper(store, sub, Date.now);
  const sent: Written[] = [];
  const told: [string, Settled<Order>][] = [];
  const unheard: unknown[] = [];
  const outbox = openOutbox<Order>({
    keeper,
    lock,
    isCut,
    takes: (one) => !one.startsWith('message:'),
    placeAfter: (_, { number }) => number,
    unheard: (one, { body }, { kind }) => void unheard.push([one, body, kind]),
    tell: (...all) => void told.push(all),
    attempt: async (one) => {
      sent.push(one);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answers[Math.min(sent.length, answers.length) - 1] ?? offline;
    },
  });
  return { keeper, outbox, sent, told, unheard };
}

const keysOf = (sent: readonly Written[]) => new Set(sent.map(({ headers }) => headers['idempotency-key']));

async function settled<Result>(promise: Promise<Result>): Promise<Result> {
  await vi.runAllTimersAsync();
  return promise;
}

describe('what is saved', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is kept until its answer is there, and has a retry key', async () => {
    const { keeper, outbox, sent, told } = openTab(memoryStore());
    const answer = outbox.send(place, 'typed', request);
    expect(keeper.kept(place)).toMatchObject({
      typed: 'typed',
      waiting: { ...request, headers: { 'if-match': '"3"' } },
    });
    expect(await settled(answer)).toEqual({ ...saved, typed: 'typed' });
    expect(keeper.all.value).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(told).toEqual([[place, { ...saved, typed: 'typed' }]]);
  });

  test('waits without an answer, is sent later with the same key, and whoever listens hears of it', async () => {
    const { keeper, outbox, sent } = openTab(memoryStore(), { answers: [offline, busy, offline, offline, saved] });
    expect(await settled(outbox.send(place, 'typed', request))).toEqual({ ...offline, typed: 'typed' });
    expect(keeper.kept(place)).toMatchObject({ typed: 'typed', waiting: { tried: true } });
    const heard: Settled<Order>[] = [];
    outbox.listen(place, (one) => void heard.push(one));
    expect(await settled(outbox.flush())).toBe(true);
    expect(await settled(outbox.flush())).toBe(false);
    expect(heard).toEqual([{ ...saved, typed: 'typed' }]);
    expect(sent).toHaveLength(5);
    expect(keysOf(sent).size).toBe(1);
    expect(keeper.all.value).toEqual([]);
  });

  test('is sent at once when there is a connection again, also while an attempt without one is under way', async () => {
    const store = memoryStore();
    void openTab(store, { answers: [] }).outbox.send(place, 'typed', request);
    const { outbox, sent, keeper } = openTab(store, { answers: [offline, saved] });
    void outbox.flush();
    await vi.advanceTimersByTimeAsync(50);
    expect(sent).toHaveLength(1);
    expect(await settled(outbox.flush())).toBe(false);
    expect([sent.length, keeper.all.value]).toEqual([2, []]);
  });

  test('is reported when its screen was left, whether it could be saved or not', async () => {
    const store = memoryStore();
    void openTab(store, { answers: [] }).outbox.send(place, 'typed', request);
    void openTab(store, { answers: [] }).outbox.send('new:1', 'typed', { ...request, body: '{"publish":true}' });
    const { outbox, unheard } = openTab(store, { answers: [refused, saved] });
    for (const left of [place, 'new:1']) outbox.listen(left, () => expect.fail())();
    await settled(outbox.flush());
    expect(unheard).toEqual([
      [place, '{}', 'refused'],
      ['new:1', '{"publish":true}', 'answered'],
    ]);
    const heard = openTab(memoryStore(), { answers: [offline, offline, offline, saved] });
    await settled(heard.outbox.send(place, 'typed', request));
    heard.outbox.listen(place, () => {});
    await settled(heard.outbox.flush());
    expect(heard.unheard).toEqual([]);
  });

  test('is sent only by the outbox that takes it, and a message stays at its place', async () => {
    const store = memoryStore();
    void openTab(store, { answers: [] }).outbox.send('message:1', 'typed', request);
    const { outbox, sent, keeper } = openTab(store);
    expect(await settled(outbox.flush())).toBe(false);
    expect(sent).toEqual([]);
    const messages = openOutbox<{ messageId: string }>({
      keeper,
      ...{ lock: makeLock(), isCut: () => false, tell: () => {}, unheard: () => {} },
      takes: (one) => one.startsWith('message:'),
      placeAfter: (one) => one,
      attempt: async () => {
        keeper.keep('message:1', 'more');
        return { kind: 'answered', value: { messageId: 'm1' }, etag: null };
      },
    });
    expect(await settled(messages.flush())).toBe(false);
    expect(keeper.all.value).toEqual([{ place: 'message:1', typed: 'more', at: expect.any(Number) }]);
    expect(keeper.savedAs('message:1')).toBeUndefined();
  });

  test('is not repeated at once when the person has to sign in again', async () => {
    const { keeper, outbox, sent } = openTab(memoryStore(), { answers: [signedOut] });
    await settled(outbox.send(place, 'typed', request));
    expect(sent).toHaveLength(1);
    expect(keeper.kept(place)?.waiting?.tried).toBe(true);
  });

  test('is not repeated at once either without any network', async () => {
    const { outbox, sent } = openTab(memoryStore(), { answers: [offline], isCut: () => true });
    await settled(outbox.send(place, 'typed', request));
    expect(sent).toHaveLength(1);
  });

  test('is sent when the page was closed on the way, by the next page of the same person', async () => {
    const store = memoryStore();
    const closed = openTab(store, { answers: [] });
    void closed.outbox.send(place, 'typed', request);
    const boris = openTab(store, { sub: 'boris' });
    expect(await settled(boris.outbox.flush())).toBe(false);
    expect(boris.sent).toEqual([]);
    const { outbox, sent } = openTab(store);
    await settled(outbox.flush());
    expect(keysOf([...sent, ...closed.sent]).size).toBe(1);
    expect(store.texts.size).toBe(0);
  });

  test('is not sent any more after 24 hours; what was typed since then is unsaved', async () => {
    const store = memoryStore();
    const { keeper, outbox, sent } = openTab(store, { answers: [offline] });
    await settled(outbox.send(place, 'typed', request));
    await vi.advanceTimersByTimeAsync(lifetime / 2);
    keeper.keep(place, 'more');
    await vi.advanceTimersByTimeAsync(lifetime / 2);
    const before = sent.length;
    expect(await settled(outbox.flush())).toBe(false);
    expect(sent).toHaveLength(before);
    expect(keeper.kept(place)).toEqual({ place, typed: 'more', at: expect.any(Number) });
  });

  test('is unsaved again when it is refused, and says why', async () => {
    for (const answers of [[refused], [offline, offline, offline, refused]]) {
      const { keeper, outbox } = openTab(memoryStore(), { answers });
      await settled(outbox.send(place, 'typed', request));
      await settled(outbox.flush());
      expect(keeper.all.value).toEqual([{ place, typed: 'typed', at: expect.any(Number), refused: problem }]);
    }
  });

  test('is sent by one tab of two', async () => {
    const store = memoryStore();
    const lock = makeLock();
    const tab = openTab(store, { lock });
    const other = openTab(store, { lock });
    await settled(Promise.all([tab.outbox.send(place, 'typed', request), other.outbox.flush(), other.outbox.flush()]));
    expect([...tab.sent, ...other.sent]).toHaveLength(1);
    expect(store.texts.size).toBe(0);
  });

  test('does not take along what was typed on the way: that is kept, for the number that a new order has got', async () => {
    const { keeper, outbox } = openTab(memoryStore());
    for (const from of [place, 'new:1']) {
      const answer = outbox.send(from, 'typed', request);
      keeper.keep(from, 'typed');
      keeper.keep(from, 'more');
      await settled(answer);
      expect(keeper.all.value).toEqual([{ place, typed: 'more', at: expect.any(Number) }]);
      keeper.discard(place);
    }
  });

  test('is sent before what is saved after it at the same place', async () => {
    const { keeper, outbox, sent } = openTab(memoryStore(), { answers: [signedOut, saved] });
    await settled(outbox.send(place, 'typed', request));
    const answer = await settled(outbox.send(place, 'more', { ...request, body: '{"note":"more"}' }));
    expect(answer).toEqual({ ...saved, typed: 'typed' });
    expect(sent.map(({ body }) => body)).toEqual(['{}', '{}']);
    expect(keeper.kept(place)).toEqual({ place, typed: 'more', at: expect.any(Number) });
  });

  test('stays away when it is discarded on the way', async () => {
    const { keeper, outbox } = openTab(memoryStore(), { answers: [offline] });
    const answer = outbox.send(place, 'typed', request);
    keeper.discard(place);
    await settled(answer);
    expect(keeper.all.value).toEqual([]);
  });

  test('does not wait for another order that the API cannot save now', async () => {
    const store = memoryStore();
    const tab = openTab(store, { answers: [signedOut] });
    await settled(tab.outbox.send('new:1', 'one', request));
    await settled(tab.outbox.send('new:2', 'two', request));
    const { outbox, keeper } = openTab(store, { answers: [busy, saved] });
    await settled(outbox.flush());
    expect(keeper.all.value).toHaveLength(1);
  });

  test('says why it waits', async () => {
    for (const answer of [offline, busy, signedOut]) {
      const { keeper, outbox } = openTab(memoryStore(), { answers: [answer] });
      await settled(outbox.send(place, 'typed', request));
      expect(keeper.kept(place)?.waiting).toMatchObject(answer.kind === 'unanswered' ? { why: answer.why } : {});
    }
  });

  test('can be taken back as long as no attempt can have arrived; what was typed stays', async () => {
    const cut = { answers: [offline], isCut: () => true };
    for (const parts of [cut, { answers: [signedOut] }]) {
      const { keeper, outbox, sent } = openTab(memoryStore(), parts);
      await settled(outbox.send(place, 'typed', request));
      await settled(outbox.flush());
      expect(await settled(outbox.takeBack(place))).toBe(true);
      const attempts = sent.length;
      await settled(outbox.flush());
      expect(sent).toHaveLength(attempts);
      expect(keeper.all.value).toEqual([{ place, typed: 'typed', at: expect.any(Number) }]);
      expect(await settled(outbox.takeBack(place))).toBe(false);
    }
  });

  test('cannot be taken back when an attempt may have arrived, be it only one of several, or one that a closed page made', async () => {
    const one = (...answers: Answer<Order>[]) => ({ answers });
    let cuts = 0;
    const mayHaveArrived = [one(offline), one(busy), one(offline, signedOut), one(signedOut, offline, signedOut)];
    // The network went while it was sent.
    for (const parts of [...mayHaveArrived, { answers: [offline], isCut: () => cuts++ % 2 === 1 }]) {
      const { keeper, outbox } = openTab(memoryStore(), parts);
      await settled(outbox.send(place, 'typed', request));
      for (let times = 0; times < 3; times++) await settled(outbox.flush());
      expect(await settled(outbox.takeBack(place))).toBe(false);
      expect(keeper.kept(place)?.waiting?.tried).toBe(true);
    }
    const store = memoryStore();
    void openTab(store, { answers: [] }).outbox.send(place, 'typed', request);
    expect(await settled(openTab(store).outbox.takeBack(place))).toBe(false);
  });

  test('has the retry key that its request names, so that what two tabs make of one new order is one', async () => {
    const { outbox, sent } = openTab(memoryStore());
    await settled(outbox.send('new:1', 'typed', { ...request, headers: { 'idempotency-key': 'one' } }));
    expect([...keysOf(sent)]).toEqual(['one']);
  });

  test('has its number from then on at its place, when it was a new order, also when it was discarded on the way', async () => {
    const { keeper, outbox } = openTab(memoryStore());
    await settled(outbox.send(place, 'typed', request));
    expect(keeper.savedAs(place)).toBeUndefined();
    await settled(outbox.send('new:1', 'typed', request));
    const answer = outbox.send('new:2', 'typed', request);
    await vi.advanceTimersByTimeAsync(50);
    keeper.discard('new:2');
    await settled(answer);
    expect(['new:1', 'new:2', 'new:3'].map(keeper.savedAs)).toEqual([place, place, undefined]);
  });
});
