import { describe, expect, it } from 'vitest';
import { scannedText } from '#desk/parts/keyboard/scanned-keys.ts';

/** The keys of a text, so many milliseconds apart; those from `field` on go into a text field. */
const typed = (text: string, apart: number, { field = text.length, from = 0 } = {}) =>
  [...text].map((key, place) => ({ text: key, at: from + place * apart, isInField: place >= field }));
const scan = (text: string, apart: number, options = {}) => {
  const keys = typed(text, apart, options);
  return scannedText(keys, (keys.at(-1)?.at ?? 0) + apart);
};

describe('Keys that come outside of a text field', () => {
  it.each(['d9fcf7170b', 'D9FCF7170B', '#d9fcf7170b', 'northside/D9FCF7170B-2', 'northside/d9fcf7170b'])(
    'are a scan when they are a number or a code, and come faster than anybody types: %s',
    (code) => {
      for (const apart of [1, 15, 90]) expect(scan(code, apart)).toBe(code);
      for (const apart of [120, 250]) expect(scan(code, apart)).toBeNull();
    },
  );

  it('are none when they are anything else', () => {
    for (const text of ['', 'a', 'd9fcf7170', '4006381333931', 'jjjjjjjjjj', 'g o']) expect(scan(text, 10)).toBeNull();
  });

  it('are one also when the first of them have opened a field, and none when they began in it', () => {
    expect(scan('d9fcf7170b', 10, { field: 3 })).toBe('d9fcf7170b');
    expect(scan('d9fcf7170b', 10, { field: 0 })).toBeNull();
    // A key that opens a field, and a number that is scanned into it.
    expect(scan('ad9fcf7170b', 10, { field: 1 })).toBeNull();
  });

  it('are one after a key that was pressed just before, and none when Enter comes later', () => {
    const keys = [...typed('j', 10), ...typed('d9fcf7170b', 10, { from: 150 })];
    expect(scannedText(keys, 260)).toBe('d9fcf7170b');
    expect(scannedText(keys, 600)).toBeNull();
  });
});
