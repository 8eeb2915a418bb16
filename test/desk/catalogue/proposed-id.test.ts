import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposedId } from '#desk/catalogue/entries/proposed-id.ts';
import { Id } from '#domain/kernel/identifiers.ts';

describe('the id that is proposed for a new entry', () => {
  test.each([
    ['Zirconia crown, monolithic', 'zirconia-crown-monolithic'],
    ['Søren Ørsted', 'soren-orsted'],
    ['Олена Шевченко', 'olena-shevchenko'],
    ['Мар’яна Щербань', 'mariana-shcherban'],
    ['Γιώργος Παπαδάκης', 'giorgos-papadakis'],
    ['  Groß & Söhne  ', 'gross-sohne'],
  ])('is made from the name: %s', (name, id) => {
    expect(proposedId(name)).toBe(id);
  });

  test('is not one that is taken', () => {
    expect(proposedId('Crown', ['crown', 'crown-2'])).toBe('crown-3');
    const long = 'a'.repeat(60);
    expect(proposedId(long, [proposedId(long)])).toBe(`${'a'.repeat(38)}-2`);
  });

  test('is empty when the name has no letter that an id can have', () => {
    expect(proposedId('???')).toBe('');
    expect(proposedId('山田')).toBe('');
  });

  test('is always an id, or empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (name, taken) => {
        const id = proposedId(name, taken);
        expect(id === '' || Id.safeParse(id).success).toBe(true);
        expect(taken.filter((one) => one !== '')).not.toContain(id);
      }),
    );
  });
});
