import Papa from 'papaparse';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import { writeAmount } from '#domain/catalog/import/amounts.ts';
import { type Column, columnsOf } from '#domain/catalog/import/columns.ts';
import { isObject } from '#domain/kernel/same.ts';

/**
 * The entries of a kind as a table that an import reads, and finds unchanged. Without entries it names the columns alone.
 */
export function writeTable(kind: EntryKind, entries: readonly object[]): string {
  const columns = columnsOf(kind);
  const lines = [columns.map(({ name }) => name), ...entries.flatMap((entry) => rowsOf(entry, columns))];
  return `${Papa.unparse(lines, { newline: '\n' })}\n`;
}

/** The rows of an entry: all of it in the first, and a further one with its id for each further element of a list. */
function rowsOf(entry: object, columns: readonly Column[]): string[][] {
  const [id] = columns;
  const elements = (list: string): unknown[] => {
    const found = Reflect.get(entry, list);
    return Array.isArray(found) ? found : [];
  };
  const lengths = columns.map(({ list }) => (list === null ? 1 : elements(list).length));
  return Array.from({ length: Math.max(...lengths) }, (_, row) =>
    columns.map((column) => {
      const { list, path } = column;
      if (list !== null) return cellOf(memberAt(elements(list)[row], path));
      return row === 0 || column === id ? cellOf(memberAt(entry, path)) : '';
    }),
  );
}

const memberAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, member) => (isObject(part) ? part[member] : undefined), value);

function cellOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return isObject(value)
    ? writeAmount({ amount: Number(value['amount']), currency: String(value['currency']) })
    : String(value);
}
