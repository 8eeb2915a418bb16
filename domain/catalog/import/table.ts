import Papa from 'papaparse';
import { fault } from '#domain/kernel/decision.ts';
import { nearest } from '#domain/kernel/expected.ts';
import type { AllMessages, Messages, Tables } from '#domain/kernel/messages/en.ts';
import { inWords, type Said, type TableCode, type TableFacts } from '#domain/kernel/messages/messages.ts';

/** Where something is in an imported file. Lines count from 1; what is about a whole line has no column. */
export type Place = { file: string; line: number; column?: string };

/** A fault of an imported file: of the table, or of an entry in it. The message that is made of it says the cure. */
export type ImportFault = Place & (Said<Tables> | Said<Messages['faults']>);

/** A fault of an imported file, with its message in a language. */
export const importFaultInWords = (fault: ImportFault, { tables, faults }: Pick<AllMessages, 'tables' | 'faults'>) =>
  inWords({ ...tables, ...faults }, fault);

/** Makes a fault of a table from its code and the facts for its message. */
export const tableFault = <Code extends TableCode>(
  place: Place,
  code: Code,
  ...facts: TableFacts<Code>
): ImportFault => ({ ...place, code, facts: facts[0] });

/** A line of a table, and its cells by column. An empty cell is absent. */
export type Row = { line: number; cells: ReadonlyMap<string, string> };

/** A table: the names of its columns with their line, and its rows; `isWhole` says whether all of them could be read. */
export type Table = { line: number; columns: ReadonlySet<string>; rows: Row[]; isWhole: boolean };

/** Spreadsheets separate cells by what the country's decimal point leaves: a semicolon in Germany and Ukraine. */
const separators = [',', ';', '\t'];

/** What a decoder puts in place of bytes that are not UTF-8. */
const unreadable = '\uFFFD';

/**
 * Reads a file of comma-separated values, or with semicolons or tabs in place of commas. Its first line names the
 * columns, of which `known` are possible. Empty lines are left out, and so are spaces around a cell.
 */
export function readTable(
  file: string,
  content: string,
  known: readonly string[],
): { table: Table; faults: ImportFault[] } {
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const refused = (one: ImportFault) => ({
    table: { line: 1, columns: new Set<string>(), rows: [], isWhole: false },
    faults: [one],
  });
  const broken = text.indexOf(unreadable);
  if (broken >= 0) return refused(tableFault({ file, line: lineOf(text, broken) }, 'not_utf8'));

  const { records, unclosed } = recordsIn(text, separatorOf(text, known));
  const [head, ...others] = records;
  if (!head?.cells.some((name) => known.includes(name)))
    return refused(tableFault({ file, line: head?.line ?? 1 }, 'no_columns', { known }));

  const faults = columnFaults(file, head, known);
  const columns = head.cells.map((name) => meantBy(name, head.cells, known));
  const rows = others.map(({ line, cells }) => {
    const named = cells.map((cell, index) => [columns[index] ?? '', cell] as const);
    const filled = named.filter(([, cell]) => cell !== '');
    if (filled.some(([name]) => name === '')) faults.push(tableFault({ file, line }, 'cell_without_column'));
    return { line, cells: new Map(filled) };
  });
  if (unclosed !== undefined) faults.push(tableFault({ file, line: unclosed }, 'unclosed_quote'));
  return { table: { line: head.line, columns: new Set(columns), rows, isWhole: unclosed === undefined }, faults };
}

/**
 * The column that a name means: the most similar one, if the file does not have it. Mistyped names are faults; read as
 * what they mean, they cause no others.
 */
function meantBy(name: string, names: readonly string[], known: readonly string[]): string {
  const meant = known.includes(name) ? name : nearest(name, known);
  const isFirst = names.findIndex((other) => nearest(other, known) === meant) === names.indexOf(name);
  return meant !== undefined && isFirst && !names.includes(meant) ? meant : name;
}

/** Faults of the names of columns. */
function columnFaults(file: string, { line, cells }: Line, known: readonly string[]): ImportFault[] {
  return cells.flatMap((column, index) => {
    const place = { file, line, column };
    if (column === '') return [];
    if (cells.indexOf(column) < index) return [tableFault(place, 'duplicate_column')];
    if (known.includes(column)) return [];
    const { code, facts } = fault('', 'unknown_field', { nearest: nearest(column, known), known });
    return [{ ...place, code, facts }];
  });
}

const lineOf = (text: string, index: number) => text.slice(0, index).split('\n').length;

/** The separator by which the first line has most columns. */
function separatorOf(text: string, known: readonly string[]): string {
  const columnsBy = (delimiter: string) => {
    const [names = []] = Papa.parse<string[]>(text.trimStart(), { delimiter, newline: '\n', preview: 1 }).data;
    return names.filter((name) => known.includes(name.trim())).length;
  };
  return separators.toSorted((one, other) => columnsBy(other) - columnsBy(one))[0] ?? ',';
}

/** A line of a text, split into cells. */
type Line = { line: number; cells: string[] };

/**
 * The lines of a text that are not empty, with trimmed cells. They end at a quotation mark that is not closed;
 * `unclosed` is its line.
 */
function recordsIn(text: string, delimiter: string): { records: Line[]; unclosed: number | undefined } {
  const records: Line[] = [];
  let unclosed: number | undefined;
  let [line, read] = [1, 0];
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    step({ data, errors: [error], meta: { cursor } }, parser) {
      if (error) {
        unclosed = lineOf(text, error.index ?? read);
        return parser.abort();
      }
      const cells = data.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) records.push({ line, cells });
      line += text.slice(read, cursor).split('\n').length - 1;
      read = cursor;
    },
  });
  return { records, unclosed };
}
