import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Form, formOf, newLine } from '#desk/order/form/model/form.ts';
import { inNotation, merged, take } from '#desk/order/form/model/merged.ts';
import { headOf, sameLine } from '#desk/order/form/model/patch.ts';
import { wire } from '#test/desk/order/form/replies.ts';
import { anyDraft, complete, draft } from '#test/support/orders.ts';

const anyForm = anyDraft.map((order) => formOf(wire(order)));

/** What a form says, however it was typed. */
const said = (form: Form) => {
  const fdi = inNotation(form, 'FDI');
  return {
    ...headOf(form),
    lines: fdi.lines.map(({ key: _, lineId, ...line }) => ({ lineId, ...line, pontics: line.pontics.toSorted() })),
  };
};

/** A form whose lines are those of another, changed, removed and added. */
const variant = (base: Form) =>
  fc
    .record({
      other: anyForm,
      kept: fc.array(fc.constantFrom('same', 'changed', 'gone'), { minLength: 5, maxLength: 5 }),
      added: fc.nat(2),
      heads: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    })
    .map(({ other, kept, added, heads }): Form => {
      const lines = base.lines.flatMap((line, index) => {
        if (kept[index] === 'gone') return [];
        return kept[index] === 'changed' ? [{ ...line, note: `changed ${other.note}` }] : [line];
      });
      const more = inNotation(other, base.notation)
        .lines.slice(0, added)
        .map((line) => ({ ...line, lineId: null }));
      const fields = (['patient', 'laboratoryId', 'enclosures', 'dueDate', 'note', 'clinic'] as const).filter(
        (_, index) => heads[index],
      );
      return {
        ...base,
        ...Object.fromEntries(fields.map((field) => [field, other[field]])),
        lines: [...lines, ...more],
      };
    });

const threeForms = anyForm.chain((base) =>
  fc.record({ base: fc.constant(base), mine: variant(base), theirs: variant(base) }),
);

describe('what two people made of one order', () => {
  test('is what one of them made of it, when the other changed nothing', () => {
    fc.assert(
      fc.property(threeForms, ({ base, mine }) => {
        for (const result of [merged(base, mine, base), merged(base, base, mine), merged(base, mine, mine)]) {
          expect(result.conflicts).toEqual([]);
          expect(said(result.form)).toEqual(said(mine));
        }
      }),
    );
  });

  test('loses nothing: every part is mine, theirs or both, and a conflict is where we differ and both changed it', () => {
    fc.assert(
      fc.property(threeForms, ({ base, mine, theirs }) => {
        const { form, conflicts } = merged(base, mine, theirs);
        const [was, my, their, result] = [base, mine, theirs, form].map(headOf);
        for (const field of ['patient', 'clinic', 'laboratoryId', 'enclosures', 'dueDate', 'note'] as const) {
          const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
          const [b, m, t, r] = [was?.[field], my?.[field], their?.[field], result?.[field]];
          const isConflict = !same(b, m) && !same(b, t) && !same(m, t);
          expect(conflicts.some((place) => place.field === field)).toBe(isConflict);
          expect(r).toEqual(same(b, m) ? t : m);
        }
        const has = (line: Form['lines'][number]) =>
          form.lines.some((one) => sameLine(one, line, form.notation, mine.notation)) ||
          conflicts.some((place) => place.field === 'services' && place.key === line.key);
        for (const line of mine.lines.filter(({ lineId }) => lineId === null)) expect(has(line)).toBe(true);
      }),
    );
  });

  test('is theirs everywhere, when each conflict is decided for them and I changed nothing else', () => {
    fc.assert(
      fc.property(threeForms, ({ base, mine, theirs }) => {
        const { form, conflicts } = merged(base, mine, theirs);
        const decided = conflicts.reduce((sum, place) => take(sum, theirs, place), form);
        // The same order of things, merged once more, leaves nothing to decide.
        expect(merged(theirs, decided, theirs).conflicts).toEqual([]);
        for (const { field } of conflicts)
          if (field !== 'services') expect(headOf(decided)[field]).toEqual(headOf(theirs)[field]);
      }),
    );
  });

  const base = formOf(wire(draft(complete)));
  const [crown = newLine('zirconia-crown', 'none')] = base.lines;
  const withLine = (part: Partial<typeof crown>): Form => ({ ...base, lines: [{ ...crown, ...part }] });

  test('one line is changed by one and removed by the other: whoever types here decides', () => {
    const changed = withLine({ material: 'zirconia' });
    const removed = { ...base, lines: [] };
    const mineChanged = merged(base, changed, removed);
    expect(mineChanged.conflicts).toEqual([{ field: 'services', key: crown.key }]);
    expect(mineChanged.form.lines).toEqual(changed.lines);
    expect(take(mineChanged.form, removed, { field: 'services', key: crown.key }).lines).toEqual([]);
    const theirsChanged = merged(base, removed, changed);
    expect(theirsChanged.form.lines).toEqual([]);
    expect(take(theirsChanged.form, changed, { field: 'services', key: crown.key }).lines).toEqual(changed.lines);
  });

  test('what was saved although its answer was lost is no second line', () => {
    const added = { ...newLine('express-courier', 'mine'), note: 'by noon' };
    const saved = { ...added, key: 'line-2', lineId: 'line-2' };
    const { form, conflicts } = merged(
      base,
      { ...base, lines: [...base.lines, added] },
      { ...base, lines: [...base.lines, saved] },
    );
    expect(conflicts).toEqual([]);
    expect(form.lines.map(({ key, lineId }) => [key, lineId])).toEqual([
      [crown.key, crown.lineId],
      ['mine', 'line-2'],
    ]);
  });

  test('an amount is the same in a currency of three decimals, and however it is written', () => {
    const priced = (unitPrice: string) => withLine({ unitPrice });
    expect(merged(priced('1.234'), { ...priced('1.234'), note: 'mine' }, priced('9.999')).conflicts).toEqual([]);
    expect(merged(priced(''), priced('119'), priced('119.00')).conflicts).toEqual([]);
    expect(merged(priced(''), priced('119'), priced('120')).conflicts).toHaveLength(1);
  });

  test('the same teeth in two notations are no conflict', () => {
    const theirs = inNotation(base, 'Universal');
    const { form, conflicts, taken } = merged(base, withLine({ teeth: '11-13' }), theirs);
    expect(conflicts).toEqual([]);
    expect(taken).toEqual([{ field: 'notation' }]);
    expect(form.lines[0]?.teeth).toBe('6-8');
  });
});
