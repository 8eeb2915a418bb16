import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, folded, prose, text } from '#domain/text.ts';

describe('a name folded for searching', () => {
  it.each([
    ['Łukasz', 'lukasz'],
    ['Øster', 'oster'],
    ['Ǿster', 'oster'],
    ['Đorđe', 'dorde'],
    ['Guðrún', 'gudrun'],
    ['Groß', 'gross'],
    ['GROẞ', 'gross'],
    ['Ærø', 'aero'],
    ['Ǽ', 'ae'],
    ['Œuvre', 'oeuvre'],
    ['Þór', 'thor'],
    ['Müller', 'muller'],
    ['Dvořák', 'dvorak'],
    ['Nguyễn', 'nguyen'],
    ['İstanbul', 'istanbul'],
    ['Işık', 'isik'],
    ['ΠΑΠΑΔΌΠΟΥΛΟΣ', 'παπαδοπουλοσ'],
    ['Παπαδόπουλος', 'παπαδοπουλοσ'],
    ['Μαΐου', 'μαιου'],
    ['Сергій', 'сергій'],
    ['ЙОВАН', 'йован'],
    ['Їжак', 'їжак'],
    ["O'Brien-Smith 3", "o'brien-smith 3"],
  ])('%s is %s', (name, expected) => {
    expect(folded(name)).toBe(expected);
  });

  it('is the same for a letter in one piece and for letter and accent apart', () => {
    for (const name of ['Dvořák', 'Сергій', 'Παπαδόπουλος', 'Nguyễn'])
      expect(folded(name.normalize('NFD'))).toBe(folded(name.normalize('NFC')));
  });

  it('keeps Cyrillic letters apart that an accent tells apart', () => {
    expect(folded('й')).not.toBe(folded('и'));
    expect(folded('ї')).not.toBe(folded('і'));
  });

  it('is folded once and for all', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => folded(folded(name)) === folded(name)));
  });

  it('begins as the beginning of the name does, letter by letter', () => {
    const letters = [...'AaŁłØøĐđßẞÆæÉéİIıΣσςΆйЙїг -'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters)), fc.nat(), (name, cut) => {
        const typed = name.slice(0, cut % (name.length + 1)).join('');
        expect(folded(name.join('')).startsWith(folded(typed))).toBe(true);
      }),
    );
  });
});

describe('a line of text', () => {
  const line = text(5);

  it('is trimmed and then counted', () => {
    expect(line.parse('  abcde \n')).toBe('abcde');
    expect(line.safeParse('abcdef').success).toBe(false);
    for (const empty of ['', '   ', '\n', '\uFEFF']) expect(line.safeParse(empty).success).toBe(false);
  });

  it.each(['\u3164', '\u115F', '\uFFA0', '\u2800', '\u00AD\u200B', '\u3164 \u2800'])(
    'refuses %j, in which nothing can be seen',
    (typed) => {
      expect(line.safeParse(typed).success).toBe(false);
      expect(prose(5).safeParse(typed).success).toBe(false);
    },
  );

  it('takes any script', () => {
    for (const name of ['Юрій', 'Άννα', '山田', 'عمر', '홍길동', '⠓⠊', '👩‍⚕️']) expect(line.parse(name)).toBe(name);
  });

  it.each(['a\nb', 'a\tb', 'a\u0000', 'a\u001Bb', 'a\u007Fb', 'a\u0085b'])(
    'refuses the control character in %j',
    (typed) => {
      expect(line.safeParse(typed).success).toBe(false);
    },
  );

  it('refuses half a character', () => {
    for (const broken of ['\uD83D', 'a\uDE00', '\uDE00\uD83D']) {
      expect(line.safeParse(broken).success).toBe(false);
      expect(prose(5).safeParse(broken).success).toBe(false);
    }
  });
});

describe('prose', () => {
  it('has lines and tabs, and no other control character', () => {
    expect(prose(20).parse(' one\r\n\ttwo\n')).toBe('one\r\n\ttwo');
    for (const typed of ['a\u0000b', 'a\u000Bb', 'a\u001Bb', 'a\u009Fb'])
      expect(prose(20).safeParse(typed).success).toBe(false);
  });

  it('is one character or more', () => {
    expect(prose(20).safeParse(' \n ').success).toBe(false);
    expect(prose(3).safeParse('abcd').success).toBe(false);
  });
});

describe('the size of a value', () => {
  it('is that of its JSON in UTF-8', () => {
    expect(bytesOf('a')).toBe(3);
    expect(bytesOf('й')).toBe(4);
    expect(bytesOf({ note: '😀', left: undefined })).toBe(15);
    fc.assert(fc.property(fc.jsonValue(), (value) => bytesOf(value) === Buffer.byteLength(JSON.stringify(value))));
  });
});
