import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryKinds } from '#domain/catalog/catalog.ts';
import { type CurrentCatalog, checkImport, importFiles } from '#domain/catalog/import/check-import.ts';
import { kinds } from '#domain/catalog/import/columns.ts';
import { tablesAmong } from '#domain/catalog/import/files.ts';
import { writeTable } from '#domain/catalog/import/write-table.ts';
import { entriesToWrite, replacedVersion, sorted, writtenAs } from '#domain/catalog/import/writing.ts';

const files = new Map(importFiles.map((name) => [name, readFileSync(`docs/catalogue/${name}`, 'utf8')]));
const empty: CurrentCatalog = {
  currency: 'EUR',
  entries: { customers: new Map(), employees: new Map(), services: new Map(), laboratories: new Map() },
};

function entriesOf(catalog: CurrentCatalog) {
  const checked = checkImport(files, catalog);
  return checked.kind === 'entries' ? checked.entries : expect.fail(JSON.stringify(checked.faults[0]));
}

/** The catalogue once all of the example is imported. */
function imported(): CurrentCatalog {
  const stamp = { version: 1, updatedAt: null, updatedBy: null };
  const stored = <Entry>(kind: (typeof kinds)[number], parse: (entry: unknown) => Entry) =>
    new Map(
      entriesOf(empty)
        .filter((one) => one.kind === kind)
        .map(({ id, body }) => [id, parse({ ...body, [entryKinds[kind].id]: id, ...stamp })]),
    );
  const { customers, employees, services, laboratories } = entryKinds;
  return {
    currency: 'EUR',
    entries: {
      customers: stored('customers', (entry) => customers.entry.parse(entry)),
      employees: stored('employees', (entry) => employees.entry.parse(entry)),
      services: stored('services', (entry) => services.entry.parse(entry)),
      laboratories: stored('laboratories', (entry) => laboratories.entry.parse(entry)),
    },
  };
}

describe('a catalogue that is written as tables', () => {
  test('is read back by an import as the same', () => {
    const catalog = imported();
    const tables = new Map(
      kinds.map((kind) => [`${kind}.csv`, writeTable(kind, [...catalog.entries[kind].values()])] as const),
    );
    const checked = checkImport(tables, catalog);
    const entries = checked.kind === 'entries' ? checked.entries : expect.fail(JSON.stringify(checked.faults[0]));
    expect(entries).toHaveLength(entriesOf(empty).length);
    expect(sorted(entries)).toMatchObject({ added: [], differing: [] });
  });

  test('has the names of the columns alone when there are no entries', () => {
    expect(writeTable('employees', [])).toBe('employeeId,firstName,lastName,active\n');
  });
});

describe('what of an import is written', () => {
  const catalog = imported();
  catalog.entries.employees.forEach((employee) => {
    if (employee.employeeId === 'minh-cadcam') employee.lastName = 'Nguyen';
  });
  const entries = entriesOf({ ...catalog, entries: { ...catalog.entries, laboratories: new Map() } });
  const ids = (replace: boolean) => entriesToWrite(entries, replace).map(({ id }) => id);

  test('is what the catalogue does not have, and what differs only to replace it', () => {
    expect(ids(false)).toEqual(['apex-lab', 'bright-lab', 'old-lab']);
    expect(ids(true)).toEqual(['minh-cadcam', 'apex-lab', 'bright-lab', 'old-lab']);
  });

  test('replaces the version that was checked, and leaves what somebody has added since', () => {
    const [replaced, added] = entriesToWrite(entries, true);
    if (!replaced || !added) expect.fail();
    expect([replacedVersion(replaced), replacedVersion(added)]).toEqual([1, null]);
    expect([writtenAs(replaced, false), writtenAs(added, false), writtenAs(added, true)]).toEqual([
      'replaced',
      'added',
      'kept',
    ]);
  });

  test('comes from files with the names of tables, whatever their case; open spreadsheets and hidden files are left out', () => {
    const names = ['Services.CSV', 'services.csv', '~$services.csv', '.services.csv', 'notes.txt'];
    expect([...tablesAmong(names, (name) => name)]).toEqual([['services.csv', ['Services.CSV', 'services.csv']]]);
  });
});
