import * as z from 'zod/mini';
import { type EntryKind, entryKinds, type StoredEntries } from '#domain/catalog/catalog.ts';
import type { CurrentCatalog, ImportedEntry } from '#domain/catalog/import/check-import.ts';
import { replacedVersion, type Written, writtenAs } from '#domain/catalog/import/writing.ts';
import { Currency } from '#domain/kernel/money.ts';
import { type Ask, bodyOf, isRefusedAs } from '#infra/manager/desk.ts';

/** The settings: only managers see their version. */
const SeenSettings = z.object({ paymentInstructions: z.string(), currency: Currency, version: z.optional(z.number()) });

/** Reads the catalogue. */
export async function readCurrentCatalog(ask: Ask): Promise<CurrentCatalog> {
  const { currency, version } = await read(ask, 'settings', '', SeenSettings);
  if (version === undefined) throw new Error('Send the token of a manager; nobody else may write the catalogue.');
  return {
    currency,
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
  const Page = z.object({ items: z.array(entry), nextCursor: z.nullable(z.string()) });
  const entries = new Map<string, StoredEntries[Kind]>();
  const cursors = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { size } = entries;
    cursors.add(cursor);
    const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
    const page: z.infer<typeof Page> = await read(ask, kind, `?${query}`, Page);
    for (const item of page.items) entries.set(String(Reflect.get(item, id)), item);
    cursor = page.nextCursor;
    if (cursor !== null && (cursors.has(cursor) || entries.size === size))
      throw new Error(`The ${kind} cannot be read: their pages do not end.`);
  }
  return entries;
}

/** Reads what the desk has under a name. */
async function read<Body>(ask: Ask, name: string, query: string, schema: z.ZodMiniType<Body>): Promise<Body> {
  try {
    return bodyOf(await ask('GET', `/v1/${name}${query}`), schema);
  } catch (error) {
    throw new Error(`The ${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Writes an entry, and says what has become of it. Throws if the desk does not answer with the entry. */
export async function writeEntry(ask: Ask, entry: ImportedEntry): Promise<Written> {
  const { kind, id, body } = entry;
  const version = replacedVersion(entry);
  const condition = version === null ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
  const answer = await ask('PUT', `/v1/${kind}/${id}`, body, condition);
  const wasThere = version === null && isRefusedAs('version_conflict', answer);
  if (!wasThere) bodyOf(answer, z.object({ [entryKinds[kind].id]: z.literal(id) }));
  return writtenAs(entry, wasThere);
}
