import { describe, expect, test } from 'vitest';
import type { Answer, Problem } from '#desk/api/client.ts';
import { type Condition, edit, type Source } from '#desk/editing/editing.ts';
import { openKeeper } from '#desk/kept/kept.ts';

/** What the browser keeps, in memory. */
const keeper = openKeeper(null, 'somebody');

type Entry = { version: number; name: string; clinic: string };
type Form = { name: string; clinic: string };

const answered = (value: Entry): Answer<Entry> => ({ kind: 'answered', value, etag: null });
const refused = (problem: Partial<Problem>): Answer<Entry> => ({
  kind: 'refused',
  problem: { code: '', title: '', status: 422, detail: '', requestId: '', ...problem },
});
const conflict = refused({ code: 'version_conflict', status: 412 });

/** A form of a dentist; the answers to its writes one after another, and what is there when it is read. */
function formWith(
  writes: Answer<Entry>[],
  there: Entry | null,
  first: Entry | null = { version: 3, ...start },
  place = 'nowhere',
) {
  const sent: { form: Form; condition: Condition }[] = [];
  const source: Source<Form, Entry> = {
    place,
    formOf: ({ name, clinic }) => ({ name, clinic }),
    partsOf: (form) => [
      { member: 'name', label: 'Name', text: form.name },
      { member: 'clinic', label: 'Clinic', text: form.clinic },
    ],
    labelOf: (pointer) => pointer,
    versionOf: ({ version }) => version,
    read: async () => (there ? answered(there) : refused({ code: 'not_found', status: 404 })),
    check: async ({ name }) => (name === '' ? [{ pointer: '/name', message: 'Write a name.' }] : []),
    write: async (form, condition) => {
      sent.push({ form, condition });
      return writes.shift() ?? expect.fail('one write too many');
    },
    isThere: () => ({ pointer: '/id', message: 'Taken.' }),
    onSaved: () => {},
  };
  return { editing: edit(source, first ? { entry: first } : { empty: { name: '', clinic: '' } }, keeper), sent };
}

const start = { name: 'Weber', clinic: 'Mitte' };

describe('a form that is saved', () => {
  test('is sent for the version that was read, and then nothing of it is unsaved', async () => {
    const { editing, sent } = formWith([answered({ version: 4, name: 'Webern', clinic: 'Mitte' })], null);
    editing.set('name', 'Webern');
    expect(editing.isChanged.value).toBe(true);
    await editing.save();
    expect(sent).toEqual([{ form: { name: 'Webern', clinic: 'Mitte' }, condition: { 'If-Match': '"3"' } }]);
    expect(editing.isChanged.value).toBe(false);
  });

  test('is sent as something new when it is new, and says so at the id when there is one already', async () => {
    const { editing, sent } = formWith([conflict], { version: 1, ...start }, null);
    editing.set('name', 'Novák');
    await editing.save();
    expect(sent[0]?.condition).toEqual({ 'If-None-Match': '*' });
    expect(editing.faults.value).toEqual([{ pointer: '/id', message: 'Taken.' }]);
    expect(editing.form.value.name).toBe('Novák');
  });

  test('is not sent while something is wrong with it', async () => {
    const { editing, sent } = formWith([], null);
    editing.set('name', '');
    await editing.save();
    expect(sent).toEqual([]);
    expect(editing.errorAt('/name')).toBe('Write a name.');
  });

  test('keeps what is typed while it is being saved', async () => {
    const { editing } = formWith([answered({ version: 4, name: 'Webern', clinic: 'Mitte' })], null);
    editing.set('name', 'Webern');
    const saving = editing.save();
    await Promise.resolve();
    editing.set('clinic', 'Pankow');
    await saving;
    expect(editing.form.value).toEqual({ name: 'Webern', clinic: 'Pankow' });
    expect(editing.isChanged.value).toBe(true);
  });

  test('shows what somebody else has changed, and saves for their version what was chosen', async () => {
    const theirs = { version: 4, name: 'Weber-Koch', clinic: 'Pankow' };
    const { editing, sent } = formWith([conflict, answered({ ...theirs, version: 5, name: 'Webern' })], theirs);
    editing.set('name', 'Webern');
    await editing.save();
    expect(editing.conflict.value?.differences.map(({ member, isMine }) => [member, isMine])).toEqual([
      ['name', true],
      ['clinic', false],
    ]);
    await editing.goOn(['clinic']);
    expect(sent[1]).toEqual({ form: { name: 'Webern', clinic: 'Pankow' }, condition: { 'If-Match': '"4"' } });
    expect(editing.conflict.value).toBeNull();
    expect(editing.isChanged.value).toBe(false);
  });

  test('is saved when what stands there is what was sent: the answer was lost', async () => {
    const { editing } = formWith([conflict], { version: 4, name: 'Webern', clinic: 'Mitte' });
    editing.set('name', 'Webern');
    await editing.save();
    expect(editing.conflict.value).toBeNull();
    expect(editing.isChanged.value).toBe(false);
  });

  test('goes on by itself when nothing that somebody else has changed differs from what is typed', async () => {
    const { editing, sent } = formWith([conflict, answered({ version: 5, name: 'Webern', clinic: 'Pankow' })], {
      version: 4,
      name: 'Weber',
      clinic: 'Pankow',
    });
    editing.set('name', 'Webern');
    editing.set('clinic', 'Pankow');
    await editing.save();
    expect(sent[1]?.condition).toEqual({ 'If-Match': '"4"' });
    expect(editing.isChanged.value).toBe(false);
  });

  test('takes what was read again only while nothing is typed', () => {
    const { editing } = formWith([], null);
    editing.show({ version: 4, name: 'Weber', clinic: 'Pankow' });
    expect(editing.form.value.clinic).toBe('Pankow');
    editing.set('name', 'Webern');
    editing.show({ version: 5, name: 'Weber', clinic: 'Mitte' });
    expect(editing.form.value).toEqual({ name: 'Webern', clinic: 'Pankow' });
  });

  test('is kept while the desk does not answer, found again at the next visit, and compared with what it was typed over', async () => {
    const lost: Answer<Entry> = { kind: 'unanswered', why: 'offline' };
    const before = formWith([lost], null, undefined, 'dentist');
    before.editing.set('name', 'Webern');
    await before.editing.save();
    before.editing.set('clinic', 'Pankow');

    const meanwhile = { version: 4, name: 'Weber-Koch', clinic: 'Mitte' };
    const saved = { version: 5, name: 'Webern', clinic: 'Pankow' };
    const { editing, sent } = formWith([conflict, answered(saved)], meanwhile, meanwhile, 'dentist');
    expect([editing.isRestored.value, editing.form.value]).toEqual([true, { name: 'Webern', clinic: 'Pankow' }]);
    await editing.save();
    expect(sent[0]?.condition).toEqual({ 'If-Match': '"3"' });
    expect(editing.conflict.value?.differences.map(({ member }) => member)).toEqual(['name']);
    await editing.goOn([]);
    expect(editing.isRestored.value).toBe(false);
    expect(formWith([], null, saved, 'dentist').editing.isRestored.value).toBe(false);
  });

  test('is saved once more when it is told to while it is being saved, with what was typed since; else once', async () => {
    const { editing, sent } = formWith(
      [
        answered({ version: 4, name: 'Webern', clinic: 'Mitte' }),
        answered({ version: 5, name: 'Webern', clinic: 'Pankow' }),
      ],
      null,
    );
    editing.set('name', 'Webern');
    const saving = [editing.save(), editing.save()];
    editing.set('clinic', 'Pankow');
    saving.push(editing.save(), editing.save());
    await Promise.all(saving);
    expect(sent.map(({ form, condition }) => [form.clinic, condition])).toEqual([
      ['Mitte', { 'If-Match': '"3"' }],
      ['Pankow', { 'If-Match': '"4"' }],
    ]);
    expect(editing.isChanged.value).toBe(false);
  });

  test('leaves what another tab has kept at its place since it was opened', async () => {
    const { editing } = formWith([answered({ version: 4, name: 'Webern', clinic: 'Mitte' })], null, undefined, 'both');
    const other = formWith([{ kind: 'unanswered', why: 'offline' }], null, undefined, 'both');
    other.editing.set('clinic', 'Pankow');
    await other.editing.save();
    editing.set('name', 'Webern');
    await editing.save();
    expect(keeper.kept('both')?.typed).toMatchObject({ form: { name: 'Weber', clinic: 'Pankow' } });
    other.editing.discard();
    expect(keeper.kept('both')).toBeUndefined();
  });

  test('that was kept can be discarded, for what is there now', async () => {
    const before = formWith([{ kind: 'unanswered', why: 'busy' }], null, undefined, 'other dentist');
    before.editing.set('name', 'Webern');
    await before.editing.save();
    const { editing } = formWith([], null, { version: 4, name: 'Weber-Koch', clinic: 'Mitte' }, 'other dentist');
    editing.discard();
    expect([editing.form.value.name, editing.isChanged.value, editing.isRestored.value]).toEqual([
      'Weber-Koch',
      false,
      false,
    ]);
  });
});
