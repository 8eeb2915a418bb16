import { type Language, languages } from '#domain/kernel/language.ts';

const pattern = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i;

/** A range of the header, such as `de-AT;q=0.8`: its language, its quality and its place. Nothing for what is no range. */
function rangeIn(part: string, place: number) {
  const [, range, quality = '1'] = pattern.exec(part) ?? [];
  return range ? { of: range.toLowerCase().split('-')[0], quality: Number(quality), place } : [];
}

/**
 * The language that a request prefers (RFC 9110, section 12.5.4): that of the highest quality, and of several the one
 * that is named first. Regions do not matter: de-AT is German. English for a request that names none of ours.
 */
export function preferred(header = ''): Language {
  const ranges = header.split(',').flatMap(rangeIn);
  const rangesOf = (name: string) => ranges.filter((range) => range.of === name);
  const offers = languages.flatMap((language) => {
    const named = rangesOf(language);
    return (named.length > 0 ? named : rangesOf('*')).map((range) => ({ ...range, language }));
  });
  const [best] = offers
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality || one.place - other.place);
  return best?.language ?? 'en';
}
