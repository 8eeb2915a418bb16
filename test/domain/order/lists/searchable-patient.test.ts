import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PatientPrefix, searchablePatient } from '#domain/order/lists/order-lists.ts';

describe('what is searched for, of a name that is typed', () => {
  it('is the name without the spaces around it', () => {
    expect(searchablePatient('  Ferrari ')).toBe('Ferrari');
  });

  it('is the beginning of a very long one, never half a character', () => {
    expect(searchablePatient('x'.repeat(500))).toBe('x'.repeat(64));
    expect(searchablePatient(`${'x'.repeat(63)}😀`)).toBe('x'.repeat(63));
  });

  it('is nothing where no list could be asked for it', () => {
    for (const typed of ['', '   ', '\u200B', 'a\u0007']) expect(searchablePatient(typed)).toBeUndefined();
  });

  it('is what the request takes, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
        const found = searchablePatient(typed);
        expect(found === undefined || PatientPrefix.safeParse(found).success).toBe(true);
      }),
    );
  });
});
