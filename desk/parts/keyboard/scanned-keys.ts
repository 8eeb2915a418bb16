import { readPaperCode } from '#domain/printing/paper-code.ts';

/** A key that was pressed: what it types, when (milliseconds), and whether into a text field. */
export type Typed = { text: string; at: number; isInField: boolean };

/** How far apart two keys of one scan are at most, and all of them on average, in milliseconds: nobody types so fast. */
const mostBetween = 200;
const mostOnAverage = 100;

/** Whether a key may belong to the same scan as the one before. */
export const goesOn = (keys: readonly Pick<Typed, 'at'>[], at: number): boolean =>
  at - (keys.at(-1)?.at ?? at) <= mostBetween;

/**
 * The text that a scanner has typed just before Enter, if it is the number or the code of an order, and began outside of a
 * text field: its first keys may have opened something that has one. A key just before it, by hand, is no part of it.
 */
export function scannedText(keys: readonly Typed[], enterAt: number): string | null {
  if (!goesOn(keys, enterAt)) return null;
  for (const [place, { at, isInField }] of keys.entries()) {
    const text = keys
      .slice(place)
      .map((key) => key.text)
      .join('');
    const onAverage = (enterAt - at) / text.length;
    const pause = at - (keys[place - 1]?.at ?? Number.NEGATIVE_INFINITY);
    const isBegin = !isInField && pause > 2 * onAverage;
    if (isBegin && onAverage <= mostOnAverage && readPaperCode(text)) return text;
  }
  return null;
}
