import type { Column } from '#domain/catalog/import/columns.ts';
import type { Row } from '#domain/catalog/import/table.ts';
import type { Currency } from '#domain/kernel/money.ts';
import { isObject } from '#domain/kernel/same.ts';

/** The rows of one entry: the first has all of it, and each further one adds an element to a list. */
export type EntryRows = { first: Row; others: Row[] };

/** The rows of each entry, by its id. A row without an id is an entry of its own. */
export function byEntry(rows: readonly Row[], idColumn: string): EntryRows[] {
  const grouped = Map.groupBy(rows, (row) => row.cells.get(idColumn) ?? row);
  return [...grouped.values()].flatMap(([first, ...others]) => (first ? { first, others } : []));
}

/** The entry that its rows describe, unchecked. A list without elements is absent. */
export function entryIn(rows: EntryRows, columns: readonly Column[], currency: Currency): object {
  const lists = new Set(columns.flatMap(({ list }) => list ?? []));
  const elements = [...lists].map((list) => {
    const ofList = columns.filter((column) => column.list === list);
    return [list, rowsOf(list, rows, columns).map((row) => valueIn(row, ofList, currency))] as const;
  });
  const plain = valueIn(rows.first, plainOnly(columns), currency);
  return { ...Object(plain), ...Object.fromEntries(elements.filter(([, { length }]) => length > 0)) };
}

/** The rows that have an element of a list. */
const rowsOf = (list: string, { first, others }: EntryRows, columns: readonly Column[]): Row[] =>
  [first, ...others].filter(({ cells }) => columns.some((column) => column.list === list && cells.has(column.name)));

/** The value that the cells of a row make together; undefined when all are empty. */
const valueIn = (row: Row, columns: readonly Column[], currency: Currency): unknown =>
  columns.reduce<unknown>((value, { name, path, read }) => {
    const cell = row.cells.get(name);
    return cell === undefined ? value : withMember(value, path, read(cell, currency));
  }, undefined);

function withMember(value: unknown, [member, ...rest]: readonly string[], part: unknown): unknown {
  if (member === undefined) return part;
  const members = isObject(value) ? value : {};
  return { ...members, [member]: withMember(members[member], rest, part) };
}

/** The row and the column that a pointer into an entry leads to; of a list, the row of the element. */
export function cellAt(
  pointer: string,
  rows: EntryRows,
  columns: readonly Column[],
): { row: Row; column: Column | undefined } {
  const [, member = '', ...rest] = pointer.split('/');
  const ofList = columns.filter(({ list }) => list === member);
  if (ofList.length === 0) return { row: rows.first, column: columnAt([member, ...rest], plainOnly(columns)) };
  const [index, ...path] = rest;
  return { row: rowsOf(member, rows, columns)[Number(index)] ?? rows.first, column: columnAt(path, ofList) };
}

/** The columns that are not those of a list. */
export const plainOnly = (columns: readonly Column[]): Column[] => columns.filter(({ list }) => list === null);

/** The column whose member a path leads to or into, or the first one of an object. */
const columnAt = (path: readonly string[], columns: readonly Column[]) =>
  columns.find((column) => column.path.every((step, index) => path[index] === step)) ??
  columns.find((column) => path.every((step, index) => column.path[index] === step));
