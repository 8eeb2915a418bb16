import { chartRows, readTooth, type Tooth, type ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';

const rows: readonly (readonly Tooth[])[] = Object.values(chartRows);

/** The teeth from one to another along the jaw; undefined when they are not in one row. */
export function rangeOf(one: Tooth, other: Tooth): Tooth[] | undefined {
  const row = rows.find((teeth) => teeth.includes(one) && teeth.includes(other));
  if (!row) return undefined;
  const ends = [row.indexOf(one), row.indexOf(other)];
  return row.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/**
 * The words of a text. Each dash is a hyphen in them, and each x between teeth, also that of a Cyrillic keyboard, is `x`.
 */
const wordsOf = (text: string): string[] =>
  text
    .replace(/\s*\p{Dash}\s*/gu, '-')
    .replace(/(?<=[\da-w])\s*[xх×]+\s*(?=[\da-w])/giu, 'x')
    .split(/[\s,;+/]+/)
    .filter(Boolean);

/**
 * What a word names, as dentists write it: a tooth; a range `24-26`; the units of a bridge one by one, `24-25-26`; or its
 * abutments with an x for what hangs between them, `24x26`. Undefined when it is none of these.
 */
function namedBy(word: string, notation: ToothNotation): { teeth: Tooth[]; pontics: Tooth[] } | undefined {
  const ends = word.split(/[-x]/).map((end) => readTooth(end, notation));
  const teeth = ends.filter((tooth) => tooth !== undefined);
  if (teeth.length < ends.length) return undefined;
  const joints = [...(word.match(/[-x]/g) ?? [])];
  const rows = teeth.slice(1).map((tooth, place) => rangeOf(teeth[place] ?? tooth, tooth));
  if (joints.join() === '-') return rows[0] && { teeth: rows[0], pontics: [] };
  const hanging = joints.map((joint, place) => (joint === 'x' ? (rows[place] ?? []).slice(1, -1) : null));
  if (hanging.some((between) => between?.length === 0)) return undefined;
  const pontics = hanging.flatMap((between) => between ?? []);
  return { teeth: [...teeth, ...pontics], pontics };
}

/**
 * The teeth that a text names, as requests name them. What is no tooth stays as it was typed; the
 * rules of the order refuse it.
 */
export const teethIn = (text: string, notation: ToothNotation): string[] =>
  wordsOf(text).flatMap((word) => namedBy(word, notation)?.teeth.map((tooth) => writeTooth(tooth, notation)) ?? [word]);

/** The teeth that hang, as a text says it with an x: 25 in `24x26`. */
export const ponticsIn = (text: string, notation: ToothNotation): Tooth[] =>
  wordsOf(text).flatMap((word) => namedBy(word, notation)?.pontics ?? []);

/** The teeth that a text names; what is no tooth is left out. */
export const knownTeeth = (text: string, notation: ToothNotation): Tooth[] =>
  teethIn(text, notation).flatMap((word) => readTooth(word, notation) ?? []);

/** Teeth as people write them, row by row; three and more in a row are a range. */
export function textOf(teeth: readonly Tooth[], notation: ToothNotation): string {
  const runs: Tooth[][] = [];
  for (const row of rows)
    for (const [place, tooth] of row.entries()) {
      if (!teeth.includes(tooth)) continue;
      const last = runs.at(-1);
      const before = row[place - 1];
      if (last && before && last.at(-1) === before) last.push(tooth);
      else runs.push([tooth]);
    }
  const written = (run: readonly Tooth[]) => run.map((tooth) => writeTooth(tooth, notation));
  return runs
    .flatMap((run) => (run.length > 2 ? [`${written(run)[0]}-${written(run).at(-1)}`] : written(run)))
    .join(', ');
}

/** A text about teeth, in another notation. What is no tooth stays as it was typed. */
export function rewritten(text: string, from: ToothNotation, to: ToothNotation): string {
  if (from === to) return text;
  const words = teethIn(text, from);
  const teeth = knownTeeth(text, from);
  const rest = words.filter((word) => readTooth(word, from) === undefined);
  return [textOf(teeth, to), ...rest].filter(Boolean).join(', ');
}
