/** Compares the texts of a sheet with those in a PDF. */
import type { PrintSheet } from '#domain/printing/print-sheet.ts';
import type { Row, Table } from '#domain/printing/print-tables.ts';
import { printable } from '#functions/prints/fonts.ts';
import { compact, textIn } from '#test/support/printing/pdf.ts';

/** The footer of each page, without spaces: number, version, revision, marks, page. */
const foot = /#E33E1B813DVersion3(Revision\d+)?(DRAFT|CANCELLED)?(REMAKE(of#\w{10})?)?Page\d+of\d+/g;

export const shown = (text: string) =>
  compact(
    printable(text)
      .map((run) => run.text)
      .join(''),
  );

/** All texts of a sheet. */
export function textsOf(sheet: PrintSheet): string[] {
  const marks = [sheet.revision, sheet.mark, sheet.remake].flatMap((text) => text ?? []);
  const reference = sheet.laboratoryReference === null ? [] : [sheet.laboratoryReference];
  if (sheet.kind === 'label')
    return [sheet.number, ...marks, ...sheet.due, sheet.patient, ...reference, ...sheet.places];
  const rowTexts = ({ cells, details }: Row) => [...cells, ...details];
  const tableTexts = (table: Table | undefined) =>
    table ? [table.title, ...table.head, ...table.rows.flatMap(rowTexts), ...table.sums.flat(), ...table.remarks] : [];
  const { dentalCard: card, note } = sheet;
  return [
    sheet.form,
    sheet.number,
    sheet.version,
    ...marks,
    ...(sheet.replaces ? [sheet.replaces] : []),
    ...sheet.due,
    ...sheet.parties.flatMap(({ caption, lines }) => [caption, ...lines]),
    ...sheet.facts.flat(),
    ...(sheet.notation ? [sheet.notation] : []),
    ...(card ? [card.title, ...card.spans.upper, ...card.spans.lower, ...card.legend.map(({ text }) => text)] : []),
    ...(card ? Object.values(card.rows).flatMap((row) => row.map(({ label }) => label)) : []),
    ...(note ? [note.title, note.text] : []),
    ...[sheet.services, sheet.workPlan, sheet.prices, sheet.payroll].flatMap(tableTexts),
    ...Object.values(sheet.signature),
    ...(sheet.prescription ? [sheet.prescription] : []),
  ];
}

export const missing = (pdf: Buffer, texts: readonly string[]) => {
  const text = textIn(pdf).replaceAll(foot, '');
  return texts.filter((wanted) => !text.includes(shown(wanted)));
};

/** Counts equal things. */
function counted(things: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}

/**
 * The characters and words that are in a PDF less often than in the texts, wherever a long text is divided: the other cells
 * of its row then stand in between. Words of more than ten characters are compared by their characters only.
 */
export function lessOften(pdf: Buffer, texts: readonly string[]): string[] {
  const text = textIn(pdf);
  const printed = texts
    .map((wanted) =>
      printable(wanted)
        .map((run) => run.text)
        .join(''),
    )
    .join(' ');
  const words = printed
    .split(/\s+|(?<=\p{L}-)(?=\p{L})|(?<=\[U\+[0-9A-F]+\])/u)
    .filter((word) => word.length > 0 && word.length <= 10);
  const characters = counted(text);
  const gone = [
    ...[...counted(compact(printed))].filter(([character, count]) => (characters.get(character) ?? 0) < count),
    ...[...counted(words)].filter(([word, count]) => text.split(compact(word)).length - 1 < count),
  ];
  return gone.map(([thing, count]) => `${count} x ${thing}`);
}
