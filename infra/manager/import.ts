import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type EntryKind, entryKinds, type StoredEntries } from '#domain/catalog/catalog.ts';
import { checkImport, type ImportedEntry, importFiles, type Standing } from '#domain/catalog/import/check-import.ts';
import { importFaultInWords } from '#domain/catalog/import/table.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { Currency } from '#domain/kernel/money.ts';
import { type Ask, connect, explained } from '#infra/manager/desk.ts';

/**
 * `npm run import`: writes the catalogue of an organisation from CSV files, over HTTP and with a manager's token. All
 * files are checked before anything is written.
 */
const usage = `Set DESK to the address of the order desk; and TOKEN to the access token of a manager, or TOKEN_URL, CLIENT_ID
and CLIENT_SECRET for one. Then:

  npm run import -- <folder>              adds what the catalogue does not have
  npm run import -- <folder> --replace    and replaces what it has differently

The folder has one or more of these: ${importFiles.join(', ')}.
docs/organisation.md says what is in them.`;

/** The CSV files of a folder as text, by name. Hidden files and those of open spreadsheets are left out. */
function filesIn(folder: string): Map<string, string> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is not a folder.`);
  const names = readdirSync(folder).filter((name) => /^[^.~].*\.csv$/i.test(name));
  if (names.length === 0) throw new Error(`Put one of these into ${folder}: ${importFiles.join(', ')}.`);
  const decoder = new TextDecoder();
  return new Map(names.map((name) => [name.toLowerCase(), decoder.decode(readFileSync(join(folder, name)))]));
}

/** The currency that only managers see among the settings. */
const ManagerSettings = z.object({ currency: Currency });

/** Reads the catalogue. */
async function readStanding(ask: Ask): Promise<Standing> {
  const settings = await ask('GET', '/v1/settings');
  if (!settings.ok) throw new Error(`The settings cannot be read: ${explained(settings)}`);
  const { success, data } = ManagerSettings.safeParse(settings.body);
  if (!success) throw new Error('Send the token of a manager; nobody else may write the catalogue.');
  return {
    ...data,
    entries: {
      customers: await readEntries(ask, 'customers'),
      employees: await readEntries(ask, 'employees'),
      services: await readEntries(ask, 'services'),
      laboratories: await readEntries(ask, 'laboratories'),
    },
  };
}

/** Reads all entries of a kind, page by page. */
async function readEntries<Kind extends EntryKind>(ask: Ask, kind: Kind): Promise<Map<string, StoredEntries[Kind]>> {
  const { entry, id } = entryKinds[kind];
  const Page = z.object({ items: z.array(entry), nextCursor: z.string().nullable() });
  const entries = new Map<string, StoredEntries[Kind]>();
  for (let next: string | null = ''; next !== null; ) {
    const query = new URLSearchParams({ limit: '100', ...(next && { cursor: next }) });
    const answer = await ask('GET', `/v1/${kind}?${query}`);
    if (!answer.ok) throw new Error(`The ${kind} cannot be read: ${explained(answer)}`);
    const page = Page.parse(answer.body);
    for (const item of page.items) entries.set(String(Reflect.get(item, id)), item);
    next = page.nextCursor;
  }
  return entries;
}

const say = (line: string) => console.log(line);

type Written = 'added' | 'replaced' | 'kept';

/** Writes an entry, and says what has become of it. Throws if it is refused. */
async function write(ask: Ask, { kind, id, body, standing }: ImportedEntry): Promise<Written> {
  const replaces = standing.kind === 'other';
  const condition = replaces ? { 'if-match': `"${standing.version}"` } : { 'if-none-match': '*' };
  const answer = await ask('PUT', `/v1/${kind}/${id}`, body, condition);
  if (answer.ok) return replaces ? 'replaced' : 'added';
  // Somebody has added it since, or the answer to our own first try was lost.
  if (answer.status === 412 && !replaces) return 'kept';
  throw new Error(explained(answer));
}

const nameOf = ({ kind, id }: ImportedEntry) => `${kind}/${id}`;

/** Writes entries one after another, and stops at the first that is refused. */
async function writeAll(ask: Ask, entries: readonly ImportedEntry[]): Promise<Record<Written, number>> {
  const counts = { added: 0, replaced: 0, kept: 0 };
  for (const [index, entry] of entries.entries()) {
    const written = await write(ask, entry).catch((error) => {
      throw new Error(
        `${nameOf(entry)} was not written: ${error.message}\n` +
          `${index} of ${entries.length} are in the catalogue: those above. Run it again to go on; what is there already is not written twice.`,
      );
    });
    counts[written] += 1;
    say(
      `${index + 1} of ${entries.length}  ${nameOf(entry)} ${written === 'kept' ? 'is there already, and stays' : written}`,
    );
  }
  return counts;
}

/** Checks all files, then writes what the catalogue does not have. Returns the exit code. */
async function run({ files, ask, replace }: ReturnType<typeof prepare>): Promise<number> {
  const checked = checkImport(files, await readStanding(ask));
  if (checked.kind === 'faults') {
    for (const fault of checked.faults) {
      const { file, line, column, message } = importFaultInWords(fault, en);
      console.error(`${[file, `line ${line}`, ...(column ? [column] : [])].join(', ')}: ${message}`);
    }
    console.error(`Nothing was written. Faults to correct: ${checked.faults.length}.`);
    return 1;
  }
  const { entries } = checked;
  const differing = entries.filter(({ standing }) => standing.kind === 'other');
  if (!replace)
    for (const entry of differing) say(`${nameOf(entry)} differs in the catalogue, and stays. --replace replaces it.`);
  const { added, replaced, kept } = await writeAll(
    ask,
    entries.filter(({ standing }) => standing.kind === 'new' || (replace && standing.kind === 'other')),
  );
  const unchanged = entries.filter(({ standing }) => standing.kind === 'same').length;
  const stayed = kept + (replace ? 0 : differing.length);
  say(`${added} added, ${replaced} replaced, ${unchanged} unchanged, ${stayed} left as they are.`);
  return 0;
}

/** What the command line and the environment say. Throws what is wrong with them. */
function prepare() {
  const { values, positionals } = parseArgs({ options: { replace: { type: 'boolean' } }, allowPositionals: true });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Error('Name one folder.');
  return { files: filesIn(folder), ask: connect(process.env, say), replace: values.replace ?? false };
}

const reasonOf = (error: unknown) => {
  if (error instanceof z.ZodError) return error.issues.map(issueInEnglish).join('\n');
  return error instanceof Error ? error.message : String(error);
};

let prepared: ReturnType<typeof prepare> | undefined;
try {
  prepared = prepare();
} catch (error) {
  console.error(`${reasonOf(error)}\n\n${usage}`);
  process.exitCode = 1;
}
if (prepared)
  process.exitCode = await run(prepared).catch((error) => {
    console.error(reasonOf(error));
    return 1;
  });
