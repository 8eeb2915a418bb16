import * as z from 'zod/mini';
import { type EntryKind, entryKinds, type StoredEntries } from '#domain/catalog/catalog.ts';
import { serviceFaults, technicianFaults } from '#domain/catalog/decisions/put-service.ts';
import { whyNoAmount } from '#domain/catalog/import/amounts.ts';
import { type Column, columnsOf, entriesInTables, kinds, requiredLists } from '#domain/catalog/import/columns.ts';
import { byEntry, cellAt, type EntryRows, entryIn, plainOnly } from '#domain/catalog/import/rows.ts';
import { type ImportFault, readTable, type Table, tableFault } from '#domain/catalog/import/table.ts';
import { PutService } from '#domain/catalog/requests/put-service.ts';
import type { Fault } from '#domain/kernel/decision.ts';
import { nearest } from '#domain/kernel/expected.ts';
import { faultsOf, parseContext } from '#domain/kernel/faults.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import type { Currency } from '#domain/kernel/money.ts';
import { same } from '#domain/kernel/same.ts';
import { knownMembers } from '#domain/kernel/stored.ts';

/** The catalogue before the import: all entries by kind and id, and the currency of the prices. */
export type CurrentCatalog = {
  currency: Currency;
  entries: { [Kind in EntryKind]: ReadonlyMap<string, StoredEntries[Kind]> };
};

/**
 * An entry of the files, as the body of its PUT, and how the catalogue's entry with this id compares: there is none
 * (`new`), it is the same, or it is another, with its version.
 */
export type ImportedEntry = {
  kind: EntryKind;
  id: Id;
  body: object;
  comparison: { kind: 'new' } | { kind: 'same' } | { kind: 'other'; version: number };
};

export type Import = { kind: 'entries'; entries: ImportedEntry[] } | { kind: 'faults'; faults: ImportFault[] };

/** The name of the file with the entries of a kind. */
export const fileOf = (kind: EntryKind): string => `${kind}.csv`;
const idOf = (kind: EntryKind) => entryKinds[kind].id;

/** The names of the files, in the sequence in which their entries are written. */
export const importFiles: readonly string[] = kinds.map(fileOf);

/**
 * Checks the files of an import, by name: with the schemas and rules of the requests that write their entries, and
 * against the catalogue. Answers all entries in the sequence of writing, or all faults. A member without a column stays
 * as it is in an entry that exists.
 */
export function checkImport(files: ReadonlyMap<string, string>, catalog: CurrentCatalog): Import {
  const steps = importSteps(files, catalog);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/**
 * The same check, entry by entry: a page does other things in between. After each entry it says how
 * much is checked, from 0 to 1.
 */
export function* importSteps(files: ReadonlyMap<string, string>, catalog: CurrentCatalog): Generator<number, Import> {
  const sheets: Sheet[] = [];
  for (const kind of kinds) {
    yield 0;
    sheets.push(...sheetOf(kind, files.get(fileOf(kind))));
  }
  const employees = employeesIn(sheets, catalog);
  const all = sheets.reduce((sum, { rows }) => sum + rows.length, 0);
  let done = 0;
  const checked: CheckedSheet[] = [];
  for (const sheet of sheets) {
    const found: Checked[] = [];
    for (const rows of sheet.rows) {
      found.push(checkEntry(rows, sheet, catalog, employees));
      done += 1;
      yield done / all;
    }
    checked.push(joined(sheet, found));
  }
  const strange = [...files.keys()].filter((name) => !importFiles.includes(name)).map(unknownTable);
  const faults = [...strange, ...checked.flatMap((one) => one.faults)];
  return faults.length > 0
    ? { kind: 'faults', faults }
    : { kind: 'entries', entries: checked.flatMap((one) => one.entries) };
}

const unknownTable = (file: string) =>
  tableFault({ file, line: 1 }, 'unknown_table', { nearest: nearest(file, importFiles), known: importFiles });

/** A file of one kind of entry: its columns, its rows by entry, and the faults of reading it. */
type Sheet = {
  kind: EntryKind;
  file: string;
  columns: Column[];
  table: Table;
  rows: EntryRows[];
  faults: ImportFault[];
};

function sheetOf(kind: EntryKind, content: string | undefined): Sheet[] {
  if (content === undefined) return [];
  const file = fileOf(kind);
  const columns = columnsOf(kind);
  const { table, faults } = readTable(
    file,
    content,
    columns.map(({ name }) => name),
  );
  return [{ kind, file, columns, table, rows: byEntry(table.rows, idOf(kind)), faults }];
}

/** The employees of the catalogue and of the files, by id. */
type Employees = { get(id: string): true | undefined };

/** Where not all of the file could be read, any id may be an employee's; and what is no id at all has a fault already. */
function employeesIn(sheets: readonly Sheet[], { entries }: CurrentCatalog): Employees {
  const sheet = sheets.find(({ kind }) => kind === 'employees');
  const ids = new Set(sheet?.rows.map(({ first }) => first.cells.get(idOf('employees'))));
  const isKnown = !sheet || (sheet.table.isWhole && sheet.table.columns.has(idOf('employees')));
  const mayBe = (id: string) => !isKnown || ids.has(id) || entries.employees.has(id) || !Id.safeParse(id).success;
  return { get: (id) => mayBe(id) || undefined };
}

type CheckedSheet = { entries: ImportedEntry[]; faults: ImportFault[] };

/** All entries of a file, and its faults from top to bottom, each once. */
function joined(sheet: Sheet, checked: readonly Checked[]): CheckedSheet {
  const faults = [...sheet.faults, ...checked.flatMap((one) => one.faults)];
  const places = new Map(sheet.columns.map(({ name }, index) => [name, index]));
  const place = ({ column = '' }: ImportFault) => places.get(column) ?? -1;
  // All entries say the same of a column that is missing.
  const distinct = new Map(faults.map((one) => [JSON.stringify(one), one]));
  return {
    entries: checked.flatMap(({ entry }) => entry ?? []),
    faults: [...distinct.values()].toSorted((one, other) => one.line - other.line || place(one) - place(other)),
  };
}

/** The most faults that are named of one entry, more than its longest list can have. */
const mostForEntry = 1000;

type Checked = { entry?: ImportedEntry; faults: ImportFault[] };

function checkEntry(rows: EntryRows, sheet: Sheet, catalog: CurrentCatalog, employees: Employees): Checked {
  const { kind, columns } = sheet;
  const { currency, entries } = catalog;
  const current = entries[kind].get(rows.first.cells.get(idOf(kind)) ?? '');
  const before = current && knownMembers(entriesInTables[kind], current);
  const kept = Object.entries(before ?? {}).filter(([member]) => !hasColumn(member, sheet));
  const sent = { ...requiredLists(kind), ...Object.fromEntries(kept), ...entryIn(rows, columns, currency) };

  const { data, error } = z.object({ body: entriesInTables[kind] }).safeParse({ body: sent }, parseContext);
  const { [idOf(kind)]: id, ...body } = data?.body ?? {};
  const broken = error
    ? [
        ...faultsOf(error, mostForEntry),
        ...Assigned.parse(sent).tasks.flatMap((task, index) => technicianFaults(task, index, employees)),
      ]
    : rulesBroken(kind, body, currency, employees);
  const faults = [...furtherRowFaults(rows, sheet), ...broken.map((one) => placed(one, rows, sheet, currency))];
  if (!data || faults.length > 0) return { faults };
  return { entry: { kind, id: Id.parse(id), body, comparison: compared(current, before, data.body) }, faults };
}

function compared(current: { version: number } | undefined, before: object | undefined, next: object) {
  if (!current) return { kind: 'new' } as const;
  return same(before, next) ? ({ kind: 'same' } as const) : ({ kind: 'other', version: current.version } as const);
}

const hasColumn = (member: string, { columns, table }: Sheet) =>
  columns.some(({ name, list, path }) => (list ?? path[0]) === member && table.columns.has(name));

/** Rules beyond the schema, as the request for this kind of entry has them. */
const rulesBroken = (kind: EntryKind, body: unknown, currency: Currency, employees: Employees) =>
  kind === 'services' ? serviceFaults(PutService.parse(body), { currency }, { employees }) : [];

/** Who is to do the tasks of an entry that is not checked yet. */
const Assigned = z.object({ tasks: z._default(z.array(z.object({ employeeId: z.optional(z.string()) })), []) });

/** Faults of the further rows of an entry: each must add to a list, and contradict the first row nowhere. */
function furtherRowFaults({ first, others }: EntryRows, { kind, file, columns }: Sheet): ImportFault[] {
  const { line } = first;
  const plain = plainOnly(columns);
  return others.flatMap((row) => {
    const place = (column: string) => ({ file, line: row.line, column });
    if (![...row.cells.keys()].some((name) => columns.some((one) => one.name === name && one.list !== null)))
      return tableFault(place(idOf(kind)), 'duplicate_entry', { line });
    return plain
      .filter(({ name }) => row.cells.has(name) && row.cells.get(name) !== first.cells.get(name))
      .map(({ name }) => tableFault(place(name), 'contradicts_entry', { line }));
  });
}

/** A fault of an entry, at its cell. One of a column that is missing is placed where the columns are named. */
function placed(
  { pointer, code, facts }: Fault,
  rows: EntryRows,
  { file, columns, table }: Sheet,
  currency: Currency,
): ImportFault {
  const { row, column } = cellAt(pointer, rows, columns);
  if (!column) return { file, line: row.line, code, facts };
  const isThere = table.columns.has(column.name);
  const place = { file, line: isThere ? row.line : table.line, column: column.name };
  if (!isThere && code === 'required') return tableFault(place, 'missing_column');
  if (column.holds === 'flag') return tableFault(place, 'invalid_flag');
  return column.holds === 'amount'
    ? { ...place, ...whyNoAmount(row.cells.get(column.name) ?? '', currency) }
    : { ...place, code, facts };
}
