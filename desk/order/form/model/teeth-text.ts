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
 * The teeth that a text names, as requests name them: `24-26`, `24,25 26`. A range runs along the jaw. What is no tooth
 * stays as it was typed; the rules of the order refuse it.
 */
export function teethIn(text: string, notation: ToothNotation): string[] {
  const words = text.replace(/\s*\p{Dash}\s*/gu, '-').split(/[\s,;+/]+/);
  return words.filter(Boolean).flatMap((word) => {
    const [from, to, ...rest] = word.split('-').map((end) => readTooth(end, notation));
    const range = from && to && rest.length === 0 ? rangeOf(from, to) : undefined;
    return range?.map((tooth) => writeTooth(tooth, notation)) ?? [word];
  });
}

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
