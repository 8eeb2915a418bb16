import * as z from 'zod';
import { type EntryKind, entryKinds, type StoredEntries } from '#domain/catalog/catalog.ts';
import type { ImportedEntry, Standing } from '#domain/catalog/import/check-import.ts';
import { Currency } from '#domain/kernel/money.ts';
import { type Ask, explained } from '#infra/manager/desk.ts';

/** The currency that only managers see among the settings. */
const ManagerSettings = z.object({ currency: Currency });

/** Reads the catalogue. */
export async function readStanding(ask: Ask): Promise<Standing> {
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

/** What has become of an entry. */
export type Written = 'added' | 'replaced' | 'kept';

/** Writes an entry, and says what has become of it. Throws if it is refused. */
export async function writeEntry(ask: Ask, { kind, id, body, standing }: ImportedEntry): Promise<Written> {
  const replaces = standing.kind === 'other';
  const condition = replaces ? { 'if-match': `"${standing.version}"` } : { 'if-none-match': '*' };
  const answer = await ask('PUT', `/v1/${kind}/${id}`, body, condition);
  if (answer.ok) return replaces ? 'replaced' : 'added';
  // Somebody has added it since, or the answer to our own first try was lost.
  if (answer.status === 412 && !replaces) return 'kept';
  throw new Error(explained(answer));
}
