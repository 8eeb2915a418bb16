import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { checkImport, type ImportedEntry, importFiles } from '#domain/catalog/import/check-import.ts';
import { type ImportFault, importFaultInWords } from '#domain/catalog/import/table.ts';
import { entriesToWrite, sorted, type Written } from '#domain/catalog/import/writing.ts';
import { en, tables } from '#domain/kernel/messages/en.ts';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { readCurrentCatalog, writeEntry } from '#infra/manager/catalog.ts';
import { type Ask, connect, Failure, type Terminal } from '#infra/manager/desk.ts';
import { filesIn } from '#infra/manager/folder.ts';
import { oneLine } from '#infra/manager/one-line.ts';

const usage = `Set DESK to the address of the order desk; and TOKEN to the access token of a manager, or TOKEN_URL, CLIENT_ID
and CLIENT_SECRET for one. Then:

  npm run import -- <folder>              adds what the catalogue does not have
  npm run import -- <folder> --replace    and replaces what it has differently

The folder has one or more of these: ${importFiles.join(', ')}.
docs/organisation.md says what is in them.`;

/**
 * Writes the catalogue of an organisation from CSV files, over HTTP and with a manager's token. All files are checked
 * before anything is written. Returns the exit code of the command.
 */
export async function importCatalog(
  args: string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  let prepared: Prepared;
  try {
    prepared = prepare(args, environment, terminal);
  } catch (error) {
    terminal.warn(`${reasonOf(error)}\n\n${usage}`);
    return 1;
  }
  return run(prepared, terminal).catch((error) => {
    terminal.warn(reasonOf(error));
    return 1;
  });
}

type Prepared = { files: Map<string, string>; ask: Ask; replace: boolean };

/** What the command line and the environment say. Throws what is wrong with them. */
function prepare(args: string[], environment: NodeJS.ProcessEnv, terminal: Terminal): Prepared {
  const { values, positionals } = parseArgs({
    args,
    options: { replace: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Error('Name one folder.');
  return { files: filesIn(folder), ask: connect(environment, terminal), replace: values.replace ?? false };
}

function reasonOf(error: unknown): string {
  if (error instanceof z.core.$ZodError) return error.issues.map(issueInEnglish).join('\n');
  return error instanceof Error ? error.message : String(error);
}

/** The most faults that are printed, so that what they end with is still seen. */
const mostFaults = 100;

function faultLine(fault: ImportFault): string {
  const { file, line, column, message } = importFaultInWords(fault, { ...en, tables });
  return oneLine(`${[file, `line ${line}`, ...(column ? [column] : [])].join(', ')}: ${message}`);
}

/** Checks all files, then writes what the catalogue does not have. Returns the exit code. */
async function run({ files, ask, replace }: Prepared, { say, warn }: Terminal): Promise<number> {
  const checked = checkImport(files, await readCurrentCatalog(ask));
  if (checked.kind === 'faults') {
    for (const fault of checked.faults.slice(0, mostFaults)) warn(faultLine(fault));
    const count = checked.faults.length;
    const more = count > mostFaults ? `, of which these are the first ${mostFaults}` : '';
    warn(`Nothing was written. Faults to correct: ${count}${more}.`);
    return 1;
  }
  const { entries } = checked;
  const { differing, unchanged } = sorted(entries);
  if (!replace)
    for (const entry of differing) say(`${nameOf(entry)} differs in the catalogue, and stays. --replace replaces it.`);
  const { added, replaced, kept } = await writeAll(entriesToWrite(entries, replace), ask, say);
  const stayed = kept + (replace ? 0 : differing.length);
  say(`${added} added, ${replaced} replaced, ${unchanged.length} unchanged, ${stayed} left as they are.`);
  return 0;
}

const nameOf = ({ kind, id }: ImportedEntry) => `${kind}/${id}`;

/** Writes entries one after another, and stops at the first that fails. */
async function writeAll(entries: readonly ImportedEntry[], ask: Ask, say: Terminal['say']) {
  const counts: Record<Written, number> = { added: 0, replaced: 0, kept: 0 };
  for (const [index, entry] of entries.entries()) {
    const written = await writeEntry(ask, entry).catch((error) => {
      const isSure = error instanceof Failure && error.wasRefused;
      throw new Error(
        `${nameOf(entry)} ${isSure ? 'was not' : 'may have been'} written: ${reasonOf(error)}\n` +
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
