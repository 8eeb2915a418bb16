import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, folded, graphemes, initialOf, prose, shortened, text } from '#domain/kernel/text.ts';

/** Generates letters and marks with special folding rules, in any combination. */
const typed = fc.array(fc.constantFrom(...'AaEeOoUuLl·ŁłØøĐđßẞÆæŒÉéÜÅİIıŋŉΣσςΆйЙїг -‑’´\u200B\u00A0Ｏﬁ'));

describe('a name folded for searching', () => {
  it.each([
    ['Łukasz', 'lukasz'],
    ['Øster', 'oster'],
    ['Ǿster', 'oster'],
    ['Đorđe', 'dorde'],
    ['Guðrún', 'gudrun'],
    ['Groß', 'gross'],
    ['GROẞ', 'gross'],
    ['Ærø', 'aro'],
    ['Ǽ', 'a'],
    ['Œuvre', 'ouvre'],
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
    ['Ħal Għaxaq', 'hal ghaxaq'],
    ['Ŧ Ŋ', 't n'],
    ['Ǥ Ʒ', 'g z'],
    ['Ɓ Ɗ Ƙ Ƴ', 'b d k y'],
    ['Ɛ Ɔ Ɲ', 'e o n'],
    ['Əliyev', 'eliyev'],
    ['Gal·la', 'galla'],
    ['GAĿLA', 'galla'],
    ['Müller Mueller Muller', 'muller muller muller'],
    ['Håkon Haakon', 'hakon hakon'],
    ['Ｏｋａｆｏｒ', 'okafor'],
    ['ﬁsher', 'fisher'],
    ['Nguyễn\u00A0Văn', 'nguyen van'],
    ['\u3000De \t la\u2003Cruz ', 'de la cruz'],
    ['\u200BAB\u00AD1\uFEFF2\u2060', 'ab12'],
    ['“Bob” „Bob‟', '"bob" "bob"'],
    ['ŉ', "'n"],
  ])('%s is %s', (name, expected) => {
    expect(folded(name)).toBe(expected);
  });

  it.each([...'‘’‛ʼʻʹˈ`´′＇ʽʾʿ΄᾽᾿`´ʹ‵ꞌ'])('has one apostrophe, also for %s', (typed) => {
    expect(folded(`O${typed}Brien`)).toBe("o'brien");
    expect(folded(`Дерев${typed}янко`)).toBe("дерев'янко");
  });

  it.each([...'‐‑‒–—―−﹣－﹘︱⁻־〜'])('has one dash, also for %s', (typed) => {
    expect(folded(`AB${typed}34`)).toBe('ab-34');
  });

  it('is found by itself while it is typed, with either way to write a vowel', () => {
    for (const [name, ...ways] of [
      ['Müller', 'Mueller', 'Muller'],
      ['Haakon', 'Håkon', 'Hakon'],
      ['Kjær', 'Kjaer', 'Kjar'],
      ['Schröder', 'Schroeder', 'Schroder'],
      ['Aagaard', 'Ågård', 'Agard'],
      ['Gal·la', 'Gaŀla', 'Galla'],
    ])
      for (const way of [name, ...ways])
        for (let typed = 1; typed <= (way?.length ?? 0); typed++)
          expect(folded(name ?? '')).toMatch(new RegExp(`^${folded(way?.slice(0, typed) ?? '')}`));
  });

  it('is the same for a letter in one piece and for letter and accent apart', () => {
    for (const name of ['Dvořák', 'Сергій', 'Παπαδόπουλος', 'Nguyễn'])
      expect(folded(name.normalize('NFD'))).toBe(folded(name.normalize('NFC')));
  });

  it('keeps Cyrillic letters apart that an accent tells apart', () => {
    expect(folded('й')).not.toBe(folded('и'));
    expect(folded('ї')).not.toBe(folded('і'));
  });

  it('in ASCII has the same key as in full-width letters, which take the long way through Unicode', () => {
    const fullWidth = (name: string) =>
      name.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
    const ascii = fc.string({ unit: fc.constantFrom(...printable), maxLength: 12 });
    expect(folded(printable)).toBe(folded(fullWidth(printable)));
    fc.assert(fc.property(ascii, (name) => folded(name) === folded(fullWidth(name))));
  });

  it('is folded once and for all', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => folded(folded(name)) === folded(name)));
    fc.assert(fc.property(typed, (name) => folded(folded(name.join(''))) === folded(name.join(''))));
  });

  it('is folded once and for all, and to something, whatever one character it is', () => {
    const one = text(2);
    const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const seen = characters.filter(
      (character) =>
        /[\p{Script=Latin}\p{Script=Greek}\p{Script=Common}]/u.test(character) && one.safeParse(character).success,
    );
    expect(seen.length).toBeGreaterThan(5000);
    expect(seen.filter((character) => folded(folded(character)) !== folded(character))).toEqual([]);
    expect(seen.filter((character) => folded(character) === '')).toEqual([]);
  });

  it('begins as the beginning of the name does, letter by letter', () => {
    fc.assert(
      fc.property(typed, fc.nat(), (name, cut) => {
        const beginning = name.slice(0, cut % (name.length + 1)).join('');
        expect(folded(name.join('')).startsWith(folded(beginning))).toBe(true);
      }),
    );
  });
});

describe('the initial of a name', () => {
  it.each([
    ["'t Hooft", 'T'],
    ['’t Hooft', 'T'],
    ['ʼt Hooft', 'T'],
    ['ʻAkahi', 'A'],
    ['ꞌuku', 'U'],
    ['(Girl) Smith', 'G'],
    ['’s-Gravesande', 'S'],
    ['“Bob”', 'B'],
    ['«Боб»', 'Б'],
    ['– Weber', 'W'],
    ['¿? 3rd', '3'],
    ['👩‍⚕️ Weber', 'W'],
    ['\u200Bmeyer', 'M'],
    ['\u3164홍', '홍'],
    ['ß', 'ß'],
    ['ﬁsher', 'F'],
    ['ŉ Kock', 'N'],
    ['ｏkafor', 'O'],
    ['½ Meyer', '1'],
    ['ǆemal', 'D'],
    ['A\u0301ine', 'A\u0301'],
    ['élodie', 'É'],
    ['ǰ', 'J\u030C'],
    ['ольга', 'О'],
    ['عمر', 'ع'],
    ['山田', '山'],
  ])('%s is %s', (name, expected) => {
    expect(initialOf(name)).toBe(expected);
  });

  it.each(['“”', '...', '👩‍⚕️', "'", 'ʼ', ''])('%j has none', (name) => {
    expect(initialOf(name)).toBeUndefined();
  });

  it('is one perceived character, with a letter or digit in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const initial = initialOf(`${one}${other}`);
        if (initial === undefined) return;
        expect(graphemes(initial)).toHaveLength(1);
        expect(initial).toMatch(/[\p{L}\p{N}]/u);
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
    for (const broken of ['\uD83D', 'a\uDE00', '\uDE00\uD83D', 'a\uFFFD', 'a\uFFFE', 'a\uFFFF']) {
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

describe('a text that is shortened', () => {
  it('has as many perceived characters as it may, the ellipsis among them', () => {
    expect(shortened('Łukasz', 6)).toBe('Łukasz');
    expect(shortened('Łukasz', 5)).toBe('Łuka…');
    expect(shortened('Anna Weber', 6)).toBe('Anna…');
    expect(shortened('n\u0303an\u0303a', 3)).toBe('n\u0303a…');
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
