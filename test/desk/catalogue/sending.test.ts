import { describe, expect, test } from 'vitest';
import type { Answer, Problem } from '#desk/api/client.ts';
import { tablesIn } from '#desk/catalogue/imports/chosen.ts';
import { sendingOf } from '#desk/catalogue/imports/sending.ts';
import type { ImportedEntry } from '#domain/catalog/import/check-import.ts';

const added = (id: string): ImportedEntry => ({ kind: 'employees', id, body: {}, comparison: { kind: 'new' } });
const replaced = (id: string): ImportedEntry => ({ ...added(id), comparison: { kind: 'other', version: 4 } });
const done: Answer<unknown> = { kind: 'answered', value: {}, etag: null };
const lost: Answer<unknown> = { kind: 'unanswered', why: 'busy' };
const refused = (problem: Partial<Problem>): Answer<unknown> => ({
  kind: 'refused',
  problem: { code: '', title: '', status: 422, detail: '', requestId: '', ...problem },
});
const conflict = refused({ code: 'version_conflict', status: 412 });

/** Sends these entries, with these answers one after another; then all is done. */
function sending(entries: ImportedEntry[], answers: Answer<unknown>[] = [], onWrite: (id: string) => void = () => {}) {
  const written: [string, object][] = [];
  const pauses: number[] = [];
  const one = sendingOf(
    entries,
    async ({ id }, condition) => {
      written.push([id, condition]);
      onWrite(id);
      return answers.shift() ?? done;
    },
    async (milliseconds) => void pauses.push(milliseconds),
  );
  return { ...one, written, pauses };
}

describe('the entries of an import', () => {
  test('are sent one after another, each on the condition that was checked', async () => {
    const one = sending([added('jonas'), replaced('minh')]);
    await one.goOn();
    expect(one.written).toEqual([
      ['jonas', { 'If-None-Match': '*' }],
      ['minh', { 'If-Match': '"4"' }],
    ]);
    expect([one.state.value, one.done.value, one.counts.value]).toEqual([
      'finished',
      2,
      { added: 1, replaced: 1, kept: 0 },
    ]);
  });

  test('stay when somebody has added them since; of those that somebody has changed since, it is said', async () => {
    const one = sending([added('jonas'), replaced('minh'), added('nikos')], [conflict, conflict]);
    await one.goOn();
    expect(one.counts.value).toEqual({ added: 1, replaced: 0, kept: 1 });
    expect(one.failures.value.map(({ entry }) => entry.id)).toEqual(['minh']);
  });

  test('are sent again while the desk does not answer, and go on with the same one when it does again', async () => {
    const one = sending([added('jonas'), added('minh')], [done, lost, lost, lost, lost]);
    await one.goOn();
    expect([one.state.value, one.done.value, one.why.value, one.pauses]).toEqual([
      'stopped',
      1,
      lost,
      [1000, 2000, 4000],
    ]);
    await one.goOn();
    expect(one.written.map(([id]) => id)).toEqual(['jonas', 'minh', 'minh', 'minh', 'minh', 'minh']);
    expect([one.state.value, one.why.value]).toEqual(['finished', null]);
  });

  test('can be stopped, and go on where they were', async () => {
    const one = sending([added('jonas'), added('minh'), added('nikos')], [], (id) => id === 'minh' && one.stop());
    await one.goOn();
    expect([one.state.value, one.done.value]).toEqual(['stopped', 2]);
    await one.goOn();
    expect(one.written.map(([id]) => id)).toEqual(['jonas', 'minh', 'nikos']);
    expect(one.state.value).toBe('finished');
  });
});

describe('the files that are chosen', () => {
  test('are tables by their names in small letters', () => {
    const found = tablesIn([
      { name: 'Services.csv', text: 'a' },
      { name: '~$Services.csv', text: 'b' },
    ]);
    expect(found).toEqual({ kind: 'tables', tables: new Map([['services.csv', 'a']]) });
  });

  test('are refused when none is a table, or two have one name', () => {
    expect(tablesIn([{ name: 'services.xlsx', text: '' }]).kind).toBe('none');
    expect(tablesIn(['a.csv', 'A.CSV'].map((name) => ({ name, text: '' })))).toEqual({ kind: 'twice', name: 'a.csv' });
  });
});
