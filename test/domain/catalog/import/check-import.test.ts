import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import { type CurrentCatalog, checkImport, importFiles } from '#domain/catalog/import/check-import.ts';
import { columnsOf, kinds } from '#domain/catalog/import/columns.ts';
import { importFaultInWords } from '#domain/catalog/import/table.ts';
import { text } from '#domain/kernel/text.ts';
import { demoTenants } from '#infra/local/demo/tenants.ts';
import { de, en, uk } from '#test/support/all-messages.ts';
import { crown, employee, eur, novak, weber } from '#test/support/orders.ts';

const nothing: CurrentCatalog = {
  currency: 'EUR',
  entries: { customers: new Map(), employees: new Map(), services: new Map(), laboratories: new Map() },
};

type Files = Record<string, string>;
const check = (files: Files, catalog: Partial<CurrentCatalog['entries']> = {}) =>
  checkImport(new Map(Object.entries(files)), { ...nothing, entries: { ...nothing.entries, ...catalog } });

/** The entries of files without a fault. */
function entriesOf(files: Files, catalog?: Partial<CurrentCatalog['entries']>) {
  const result = check(files, catalog);
  return result.kind === 'entries' ? result.entries : expect.fail(JSON.stringify(result.faults, null, 2));
}

/** The faults of files, each as one line. */
function faultsOf(files: Files, catalog?: Partial<CurrentCatalog['entries']>) {
  const result = check(files, catalog);
  if (result.kind === 'entries') return [];
  return result.faults.map((fault) => {
    const { file, line, column = '', message } = importFaultInWords(fault, en);
    return `${file} ${line} ${column}: ${message}`;
  });
}

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const staff = lines('employeeId,firstName,lastName,active', 'timo,Timo,Kask,yes');
const folder = (name: string): Files =>
  Object.fromEntries(importFiles.map((file) => [file, readFileSync(`${name}/${file}`, 'utf8')]));

/** The CSV of another spreadsheet, made from one with commas. */
function rewritten(csv: string, separator: string, end: string, decimal = '.'): string {
  const cells = csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/g);
  return Array.from(cells, ([, quoted, plain = '', after]) => {
    const cell = quoted?.replaceAll('""', '"') ?? plain.replace(/^(\d+)\.(\d\d)$/, `$1${decimal}$2`);
    const written = cell.includes(separator) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    return written + (after === ',' ? separator : end);
  }).join('');
}

describe('The tables of an import', () => {
  it('have a column for each member of the requests that write the entries', () => {
    const names = (kind: EntryKind) =>
      columnsOf(kind)
        .map(({ name }) => name)
        .join(' ');
    expect(Object.fromEntries(kinds.map((kind) => [kind, names(kind)]))).toEqual({
      employees: 'employeeId firstName lastName active',
      customers: 'customerId firstName lastName clinic clinics active registrationNumber address email phone',
      laboratories: 'laboratoryId name active address own',
      services: [
        'serviceId name group unit price active',
        'needs.teeth needs.arch needs.shade needs.pontics needs.implant',
        'tasks.templateId tasks.name tasks.price tasks.leadDays tasks.per tasks.employeeId',
      ].join(' '),
    });
  });

  it('of docs/catalogue are the catalogue of the demo', () => {
    const [northside] = demoTenants;
    const demo = kinds.flatMap((kind) => northside?.[kind].map(({ id, body }) => ({ kind, id, body })) ?? []);
    const imported = entriesOf(folder('docs/catalogue')).map(({ kind, id, body }) => ({ kind, id, body }));
    expect(imported).toEqual(demo);
    expect(imported).toHaveLength(53);
  });

  it.each([
    ['semicolons, decimal commas, CRLF and a byte order mark', ';', '\r\n', ',', '\uFEFF'],
    ['tabs and the line ends of old Macs', '\t', '\r', '.', ''],
    ['commas and decimal commas', ',', '\n', ',', '\uFEFF'],
  ])('are the same with %s', (_, separator, end, decimal, mark) => {
    const original = folder('docs/catalogue');
    const others = Object.entries(original).map(([name, csv]) => [
      name,
      mark + rewritten(csv, separator, end, decimal),
    ]);
    expect(entriesOf(Object.fromEntries(others))).toEqual(entriesOf(original));
  });

  it('may have their columns in any sequence, empty lines, spaces around cells, and columns and lines of nothing', () => {
    const csv = lines('', ' active ; employeeId;lastName;firstName;;', '', 'yes ; timo ;Kask; Timo;;', ';;;;;', '');
    expect(entriesOf({ 'employees.csv': csv })).toEqual(entriesOf({ 'employees.csv': staff }));
  });

  it.each([
    ['yes no x', [true, false, true]],
    ['TRUE FALSE 1', [true, false, true]],
    ['WAHR FALSCH ja', [true, false, true]],
    ['ІСТИНА ХИБНІСТЬ Так', [true, false, true]],
    ['0 nein ні', [false, false, false]],
  ])('say yes and no as people and spreadsheets do: %s', (words, active) => {
    const rows = words.split(' ').map((word, index) => `e-${index},A,B,${word}`);
    const entries = entriesOf({ 'employees.csv': lines('employeeId,firstName,lastName,active', ...rows) });
    expect(entries.map(({ body }) => body)).toEqual(
      active.map((flag) => ({ firstName: 'A', lastName: 'B', active: flag })),
    );
  });

  it('keep texts with quotation marks, separators and letters of all alphabets', () => {
    const Name = text(100);
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((one) => {
      const { success, data } = Name.safeParse(one);
      return success && data === one;
    });
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, name), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t'),
        (people, separator) => {
          const rows = people.map(([first, last], index) => [`e-${index}`, first, last, 'yes']);
          const table = [['employeeId', 'firstName', 'lastName', 'active'], ...rows];
          const csv = table.map((row) => row.map(quoted).join(separator)).join('\r\n');
          expect(entriesOf({ 'employees.csv': csv })).toEqual(
            people.map(([firstName, lastName], index) => ({
              kind: 'employees',
              id: `e-${index}`,
              body: { firstName, lastName, active: true },
              comparison: { kind: 'new' },
            })),
          );
        },
      ),
    );
  });
});

it('The check of an import runs in a browser: it needs nothing of Node', () => {
  const { metafile } = buildSync({
    entryPoints: ['domain/catalog/import/check-import.ts'],
    bundle: true,
    platform: 'browser',
    write: false,
    metafile: true,
  });
  const packages = Object.keys(metafile.inputs).flatMap((file) => /node_modules\/([^/]+)/.exec(file)?.[1] ?? []);
  expect([...new Set(packages)].toSorted()).toEqual(['papaparse', 'zod']);
  expect(Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))).toEqual(
    [],
  );
});

describe('Further lines with the same id', () => {
  const head =
    'serviceId,name,group,price,active,tasks.templateId,tasks.name,tasks.price,tasks.leadDays,tasks.per,tasks.employeeId';
  const crown = 'crown,Crown,Fixed,119.00,yes,check,Check in,1.50,3,order,timo';

  it('add elements to its lists, wherever they are', () => {
    const csv = lines(head, crown, 'bridge,Bridge,Fixed,125.00,yes,,,,,,', 'crown,,,,,mill,Mill,3.00,2,unit,');
    const [first, second] = entriesOf({ 'services.csv': csv, 'employees.csv': staff }).slice(1);
    expect(first?.body).toMatchObject({
      tasks: [
        { templateId: 'check', name: 'Check in', price: eur(150), leadDays: 3, per: 'order', employeeId: 'timo' },
        { templateId: 'mill', name: 'Mill', price: eur(300), leadDays: 2, per: 'unit' },
      ],
    });
    expect(second?.body).toMatchObject({ tasks: [] });
  });

  it('may repeat what the first says, and must not say anything else', () => {
    const same = 'crown,Crown,Fixed,119.00,yes,mill,Mill,3.00,2,unit,timo';
    expect(faultsOf({ 'services.csv': lines(head, crown, same), 'employees.csv': staff })).toEqual([]);
    const other = 'crown,Crown,Removable,120.00,yes,mill,Mill,3.00,2,unit,timo';
    expect(faultsOf({ 'services.csv': lines(head, crown, other), 'employees.csv': staff })).toEqual([
      'services.csv 3 group: Leave it empty, or write what line 2 says; both are one entry.',
      'services.csv 3 price: Leave it empty, or write what line 2 says; both are one entry.',
    ]);
  });

  it('are duplicates if they add nothing to a list', () => {
    expect(faultsOf({ 'employees.csv': `${staff}timo,Timo,Kask,yes\n` })).toEqual([
      'employees.csv 3 employeeId: Give each entry an id of its own; line 2 has this one.',
    ]);
  });

  it('that repeat a task template are named', () => {
    const again = 'crown,,,,,check,Check again,1.50,1,order,';
    expect(faultsOf({ 'services.csv': lines(head, crown, again), 'employees.csv': staff })).toEqual([
      'services.csv 3 tasks.templateId: Give each task template a templateId of its own.',
    ]);
  });
});

describe('The faults of an import', () => {
  it('are all named at once, each with its file, its line, its column, and what to do', () => {
    const services = lines(
      'serviceId,name,group,unit,price,active,needs.teeth,tasks.templateId,tasks.name,tasks.price,tasks.leadDays,tasks.per,tasks.employeeId',
      'Crown,,Fixed,molar,about 100,perhaps,maybe,check,Check in,1.5.0,400,hour,nobody',
      'bridge,Bridge,Fixed,tooth,125.00,yes,yes,mill,Mill,3.00,two,unit,timo',
      'bridge,,,,,,,glaze,Glaze,,2,unit,',
      ',Guard,Fixed,tooth,62.00,yes,,,,,,,',
    );
    const customers = lines(
      'customerId;firstName;lastName;clinic;active;email',
      `weber;Anna;${'x'.repeat(101)};Mitte;yes;anna`,
    );
    expect(faultsOf({ 'services.csv': services, 'customers.csv': customers, 'employees.csv': staff })).toEqual([
      'customers.csv 2 lastName: Write at most 100 characters.',
      'customers.csv 2 email: Use an e-mail address, such as anna@example.com.',
      'services.csv 2 serviceId: Use 1-40 lower-case letters, digits or hyphens, and begin with no hyphen.',
      'services.csv 2 name: This field is required. Write text.',
      'services.csv 2 unit: Choose one of: tooth, arch, piece.',
      'services.csv 2 price: Write an amount in EUR such as 120.00, up to 99999999.99.',
      'services.csv 2 active: Write yes or no.',
      'services.csv 2 needs.teeth: Write yes or no.',
      'services.csv 2 tasks.price: Write an amount in EUR such as 120.00, up to 99999999.99.',
      'services.csv 2 tasks.leadDays: Write at most 365.',
      'services.csv 2 tasks.per: Choose one of: unit, order.',
      'services.csv 2 tasks.employeeId: You have no such employee; choose another, or add this one first.',
      'services.csv 3 tasks.leadDays: Write a whole number from 0 to 365.',
      'services.csv 4 tasks.price: Write an amount in EUR such as 120.00, up to 99999999.99.',
      'services.csv 5 serviceId: This field is required. Write text.',
    ]);
  });

  it('are all named, however many an entry has', () => {
    const tasks = Array.from({ length: 50 }, (_, index) => `crown,Crown,Fixed,119,yes,t-${index},,x,x,x`);
    const csv = lines(
      'serviceId,name,group,price,active,tasks.templateId,tasks.name,tasks.price,tasks.leadDays,tasks.per',
      ...tasks,
    );
    expect(faultsOf({ 'services.csv': csv })).toHaveLength(200);
  });

  it('read a column whose name is mistyped as what it means, and name only what is wrong itself', () => {
    const csv = lines(
      'ServiceID,name,group,Price,active,tasks.templateId,tasks.name,tasks.price,tasks.leadDays,tasks.per',
      'crown,Crown,Fixed,119.00,yes,check,Check in,1.50,3,order',
      'crown,,,,,mill,Mill,3.00,2,hour',
    );
    expect(faultsOf({ 'services.csv': csv })).toEqual([
      'services.csv 1 ServiceID: There is no such field here; did you mean serviceId?',
      'services.csv 1 Price: There is no such field here; did you mean price?',
      'services.csv 3 tasks.per: Choose one of: unit, order.',
    ]);
    const twice = lines('employeeId,firstName,lastName,Active,acitve', 'timo,Timo,Kask,yes,perhaps');
    expect(faultsOf({ 'employees.csv': twice })).toEqual([
      'employees.csv 1 Active: There is no such field here; did you mean active?',
      'employees.csv 1 acitve: There is no such field here; did you mean active?',
    ]);
  });

  it('name an employee who is not known beside a unit that there is not', () => {
    const csv = lines(
      'serviceId,name,group,unit,price,active,tasks.templateId,tasks.name,tasks.price,tasks.leadDays,tasks.per,tasks.employeeId',
      'crown,Crown,Fixed,Kiefer,119.00,yes,check,Check in,1.50,3,order,peter',
    );
    expect(faultsOf({ 'services.csv': csv, 'employees.csv': staff })).toEqual([
      'services.csv 2 unit: Choose one of: tooth, arch, piece.',
      'services.csv 2 tasks.employeeId: You have no such employee; choose another, or add this one first.',
    ]);
  });

  it.each([
    ['1.200', '1.200 may be 1200.00 or 1.20; write one of these.'],
    ['€1,234', '€1,234 may be 1234.00 or 1.23; write one of these.'],
    ['0.125', 'Write an amount in EUR such as 120.00, up to 99999999.99.'],
    ['12,5 USD', 'Write an amount in EUR, the currency of your settings, such as 120.00.'],
    ['$120', 'Write an amount in EUR, the currency of your settings, such as 120.00.'],
    ['US$ 1.200', 'Write an amount in EUR, the currency of your settings, such as 120.00.'],
    ['120 zł', 'Write an amount in EUR, the currency of your settings, such as 120.00.'],
    ['about 120', 'Write an amount in EUR such as 120.00, up to 99999999.99.'],
    ['', 'Write an amount in EUR such as 120.00, up to 99999999.99.'],
  ])('say of an amount that is not read what to write instead: %s', (cell, message) => {
    const csv = lines('serviceId,name,group,price,active', `crown,Crown,Fixed,"${cell}",yes`);
    expect(faultsOf({ 'services.csv': csv })).toEqual([`services.csv 2 price: ${message}`]);
  });

  it('say of a flag that a spreadsheet has words for it, also in other languages', () => {
    const result = check({
      'employees.csv': lines('employeeId,firstName,lastName,active', 'timo,Timo,Kask,vielleicht'),
    });
    const faults = result.kind === 'faults' ? result.faults : [];
    expect([en, de, uk].flatMap((words) => faults.map((fault) => importFaultInWords(fault, words).message))).toEqual([
      'Write yes or no.',
      'Schreiben Sie ja oder nein.',
      'Напишіть так або ні.',
    ]);
  });

  it('name an amount that is too large', () => {
    const csv = lines('serviceId,name,group,price,active', 'crown,Crown,Fixed,100000000,yes');
    expect(faultsOf({ 'services.csv': csv })).toEqual([
      'services.csv 2 price: Write an amount in EUR such as 120.00, up to 99999999.99.',
    ]);
  });

  it('name an employee who is neither in the files nor in the catalogue', () => {
    const csv = (employeeId: string) =>
      lines(
        'serviceId,name,group,price,active,tasks.templateId,tasks.name,tasks.price,tasks.leadDays,tasks.per,tasks.employeeId',
        `crown,Crown,Fixed,119.00,yes,check,Check in,1.50,3,order,${employeeId}`,
      );
    const stranger = [
      'services.csv 2 tasks.employeeId: You have no such employee; choose another, or add this one first.',
    ];
    expect(faultsOf({ 'services.csv': csv('olena'), 'employees.csv': staff })).toEqual(stranger);
    expect(faultsOf({ 'services.csv': csv('timo'), 'employees.csv': staff })).toEqual([]);
    const employees = new Map([['olena', employee('olena')]]);
    expect(faultsOf({ 'services.csv': csv('olena') }, { employees })).toEqual([]);
    const noted = lines('employeeId,firstName,lastName,active,notes', 'timo,Timo,Kask,yes,');
    expect(faultsOf({ 'services.csv': csv('olena'), 'employees.csv': noted })).toEqual([
      expect.stringMatching(/^employees\.csv 1 notes: /),
      ...stranger,
    ]);
    // Whoever may be in lines that could not be read is not called a stranger.
    const unread = lines('employeeId,firstName,lastName,active', 'timo,"Timo,Kask,yes', 'olena,Olena,Kask,yes');
    expect(faultsOf({ 'services.csv': csv('olena'), 'employees.csv': unread })).toEqual([
      'employees.csv 2 : End the text with a quotation mark, and write each one inside it twice: "".',
    ]);
  });

  it('name a file that is none of the tables', () => {
    expect(faultsOf({ 'service.csv': '', 'prices.csv': '' })).toEqual([
      'service.csv 1 : Did you mean services.csv?',
      'prices.csv 1 : Move it away, or use one of these names: employees.csv, customers.csv, laboratories.csv, services.csv.',
    ]);
  });

  it('name columns that are unknown, missing or there twice, once and not for each line', () => {
    const csv = lines(
      'employeeId,firstname,lastName,lastName,notes',
      'timo,Timo,Kask,Kask,',
      'olena,Olena,Kask,Kask,old',
    );
    expect(faultsOf({ 'employees.csv': csv })).toEqual([
      'employees.csv 1 firstname: There is no such field here; did you mean firstName?',
      'employees.csv 1 notes: There is no such field here; leave it out, or use one of: employeeId, firstName, lastName, active.',
      'employees.csv 1 lastName: Name each column once.',
      'employees.csv 1 active: Add this column; every entry needs it.',
    ]);
  });

  it.each([
    ['no line', ''],
    ['no names of columns', 'timo,Timo,Kask,yes\n'],
  ])('say how a file begins that has %s', (_, csv) => {
    expect(faultsOf({ 'employees.csv': csv })).toEqual([
      'employees.csv 1 : Begin the file with a line of column names, such as: employeeId, firstName, lastName, active.',
    ]);
  });

  it('name a line with letters that are not UTF-8', () => {
    const bytes = Buffer.from(lines('employeeId,firstName,lastName,active', 'a,A,B,yes', 'b,Jürgen,B,yes'), 'latin1');
    expect(faultsOf({ 'employees.csv': new TextDecoder().decode(bytes) })).toEqual([
      'employees.csv 3 : Save the file as "CSV UTF-8"; letters of this line cannot be read.',
    ]);
  });

  it('name a line with more cells than there are columns, and a text whose quotation mark is not closed', () => {
    const csv = lines(
      'serviceId,name,group,price,active',
      'crown,Crown,Fixed,119,00,yes',
      'veneer,"Thin" veneer,Fixed,9,yes',
    );
    expect(faultsOf({ 'services.csv': csv })).toEqual([
      'services.csv 2 : Put a text that contains the separator in quotation marks; or name the column, if its name is missing.',
      'services.csv 2 active: Write yes or no.',
      'services.csv 3 : End the text with a quotation mark, and write each one inside it twice: "".',
    ]);
  });

  it('count lines as an editor does, also after empty ones and after texts of several lines', () => {
    const csv = '\r\nemployeeId,firstName,lastName,active\r\n\r\na,"A\r\nA",B,yes\r\nb,B,B,perhaps\r\n';
    expect(faultsOf({ 'employees.csv': csv })).toEqual([
      'employees.csv 4 firstName: Leave out control characters.',
      'employees.csv 6 active: Write yes or no.',
    ]);
  });
});

describe('An entry that the catalogue has', () => {
  const customers = new Map([weber, novak].map((one) => [one.customerId, { ...one, version: 7 }]));
  const head = 'customerId,firstName,lastName,clinic,active,registrationNumber,address';
  const standingOf = (...rows: string[]) =>
    entriesOf({ 'customers.csv': lines(head, ...rows) }, { customers }).map(({ comparison }) => comparison);

  it('is the same, is another with its version, or is not there', () => {
    expect(
      standingOf(
        'weber,Anna,Weber,Weber Practice,yes,Z-100,1 Mill Lane',
        'novak,Petr,Novák,Harbour Clinic,yes,,',
        'okafor,Ada,Okafor,Harbour Clinic,yes,,',
      ),
    ).toEqual([{ kind: 'same' }, { kind: 'other', version: 7 }, { kind: 'new' }]);
  });

  it('keeps what has no column, and loses what has an empty cell', () => {
    const files = { 'customers.csv': lines('customerId,lastName,address', 'weber,Weber-Vogel,') };
    expect(entriesOf(files, { customers })[0]?.body).toEqual({
      firstName: 'Anna',
      lastName: 'Weber-Vogel',
      clinic: 'Weber Practice',
      clinics: ['Harbour Clinic'],
      registrationNumber: 'Z-100',
      active: true,
    });
    const prices = { 'services.csv': lines('serviceId,price', 'zirconia-crown,130.00') };
    const [raised] = entriesOf(prices, { services: new Map([['zirconia-crown', crown]]) });
    expect(raised).toMatchObject({ body: { name: crown.name, price: eur(130_00) }, comparison: { kind: 'other' } });
  });
});
