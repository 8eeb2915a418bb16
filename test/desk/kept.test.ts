import { describe, expect, test } from 'vitest';
import { lifetime, openKeeper } from '#desk/kept/kept.ts';
import { memoryStore } from '#test/support/browser-store.ts';

const start = Date.parse('2026-11-26T10:00:00Z');

/** A clock that a test sets. */
function clock() {
  const read = () => read.now;
  read.now = start;
  return read;
}

describe('what somebody typed and could not save', () => {
  test('is there for the same person in the next page and in another tab, and goes when it is discarded', () => {
    const store = memoryStore();
    const tab = openKeeper(store, 'anna');
    tab.keep('a1b2c3d4e5', { note: 'one' });
    tab.keep('a1b2c3d4e5', { note: 'two' });
    tab.keep('new:1', { note: 'three' });
    const other = openKeeper(store, 'anna');
    expect(other.kept('a1b2c3d4e5')?.typed).toEqual({ note: 'two' });
    expect(other.all.value).toHaveLength(2);
    other.discard('a1b2c3d4e5');
    expect(tab.kept('a1b2c3d4e5')).toBeUndefined();
    expect(tab.all.value.map(({ place }) => place)).toEqual(['new:1']);
  });

  test('is gone for good when it is discarded by somebody who leaves, also what a form keeps after that', () => {
    const store = memoryStore();
    const keeper = openKeeper(store, 'anna');
    openKeeper(store, 'boris').keep('new:1', 'his');
    keeper.keep('new:1', 'one');
    keeper.keep('new:2', 'two');
    keeper.discardAll();
    keeper.keep('new:2', 'two');
    expect(keeper.all.value).toEqual([]);
    expect([...store.texts.keys()]).toEqual(['kept/boris/new%3A1']);
  });

  test('is shown to nobody else, whatever their ids are made of', () => {
    const store = memoryStore();
    openKeeper(store, 'anna').keep('new:1', 'hers');
    for (const sub of ['', 'ann', 'anna/', 'anna/new:', 'anna%2Fnew:1', '..', 'ANNA', 'kept/anna'])
      expect([sub, openKeeper(store, sub).all.value]).toEqual([sub, []]);
    openKeeper(store, 'anna/b').keep('c', 'theirs');
    expect(openKeeper(store, 'anna').all.value.map(({ typed }) => typed)).toEqual(['hers']);
  });

  test('goes when it is 24 hours old, also when only somebody else opens the desk', () => {
    const store = memoryStore();
    const now = clock();
    openKeeper(store, 'anna', now).keep('new:1', 'hers');
    now.now = start + lifetime - 1;
    openKeeper(store, 'boris', now);
    expect(openKeeper(store, 'anna', now).kept('new:1')?.typed).toBe('hers');
    now.now = start + lifetime;
    openKeeper(store, 'boris', now);
    expect(store.texts.size).toBe(0);
  });

  test('goes while the page is open, too', () => {
    for (const store of [memoryStore(), null]) {
      const now = clock();
      const keeper = openKeeper(store, 'anna', now);
      keeper.keep('new:1', 'hers');
      now.now = start + lifetime;
      keeper.read();
      expect(keeper.all.value).toEqual([]);
    }
  });

  test('counts as typed now when the clock was set back', () => {
    const store = memoryStore();
    const now = clock();
    openKeeper(store, 'anna', now).keep('new:1', 'hers');
    now.now = start - 30 * lifetime;
    expect(openKeeper(store, 'anna', now).kept('new:1')?.typed).toBe('hers');
    now.now += lifetime;
    expect(openKeeper(store, 'anna', now).all.value).toEqual([]);
  });

  test('goes when it cannot be read, and leaves what is not of the desk', () => {
    const store = memoryStore();
    const broken = ['', '{', 'null', '[]', '"text"', '{"at":"noon"}', '{"place":"new:1","at":1e999}'];
    for (const [index, text] of broken.entries()) store.texts.set(`kept/anna/new%3A${index}`, text);
    store.texts.set('kept/%E0%A4%A/x', '{}');
    store.texts.set('language', 'de');
    expect(openKeeper(store, 'anna').all.value).toEqual([]);
    expect([...store.texts.keys()]).toEqual(['language']);
  });

  test('does not come back as it was before, when the storage takes nothing more; a request that waits stays in it', () => {
    const store = memoryStore(600);
    const keeper = openKeeper(store, 'anna');
    keeper.keep('new:1', 'older');
    const waiting = { method: 'POST', path: '/v1/orders', headers: {}, body: '{}', at: 1, typed: 'sent', tried: true };
    keeper.put({ place: 'new:2', typed: 'sent', at: Date.now(), waiting: { ...waiting, at: Date.now() } });
    for (const place of ['new:1', 'new:2']) keeper.keep(place, 'x'.repeat(500));
    expect(keeper.lasts.value).toBe(false);
    const next = openKeeper(store, 'anna');
    expect(next.all.value).toMatchObject([{ place: 'new:2', typed: 'sent', waiting: { typed: 'sent' } }]);
    keeper.keep('new:1', 'short');
    expect(openKeeper(store, 'anna').kept('new:1')?.typed).toBe('short');
  });

  test('is kept for its order, when the new one that it was typed into has a number by then', () => {
    for (const store of [memoryStore(), memoryStore(60), null]) {
      const now = clock();
      const tab = openKeeper(store, 'anna', now);
      tab.save('new:1', 'A1B2C3D4E5');
      expect([tab.savedAs('new:1'), tab.savedAs('new:2'), tab.all.value]).toEqual(['A1B2C3D4E5', undefined, []]);
      tab.keep('new:1', 'late');
      expect(tab.all.value.map(({ place, typed }) => [place, typed])).toEqual([['A1B2C3D4E5', 'late']]);
    }
  });

  test('has no number for anybody else, nor after 24 hours, nor when its person leaves', () => {
    const store = memoryStore();
    const now = clock();
    const tab = openKeeper(store, 'anna', now);
    tab.save('new:1', 'A1B2C3D4E5');
    expect(openKeeper(store, 'boris', now).savedAs('new:1')).toBeUndefined();
    expect(openKeeper(store, 'anna', now).savedAs('new:1')).toBe('A1B2C3D4E5');
    now.now = start + lifetime;
    openKeeper(store, 'boris', now);
    expect(store.texts.size).toBe(0);
    const other = openKeeper(store, 'anna', now);
    other.save('new:2', 'A1B2C3D4E5');
    other.discardAll();
    other.save('new:2', 'A1B2C3D4E5');
    expect([store.texts.size, other.savedAs('new:2')]).toEqual([0, undefined]);
  });

  test('stays in the memory of the page when the storage is full or closed, and says so', () => {
    for (const store of [memoryStore(400), null]) {
      const keeper = openKeeper(store, 'anna');
      keeper.keep('new:1', 'short');
      keeper.keep('new:1', 'x'.repeat(500));
      expect(keeper.kept('new:1')?.typed).toHaveLength(500);
      expect(keeper.all.value).toHaveLength(1);
      expect(keeper.lasts.value).toBe(false);
      keeper.discard('new:1');
      expect(keeper.all.value).toEqual([]);
      expect(keeper.lasts.value).toBe(true);
    }
  });
});
