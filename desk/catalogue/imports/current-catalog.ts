import * as z from 'zod/mini';
import { catalogue } from '#desk/api/catalogue.ts';
import type { Failure } from '#desk/api/client.ts';
import { access, idOf } from '#desk/catalogue/kinds.ts';
import { type EntryKind, entryKinds, type StoredEntries } from '#domain/catalog/catalog.ts';
import type { CurrentCatalog } from '#domain/catalog/import/check-import.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';

/** Reads the catalogue as it is now, for an import to be compared with; or why it cannot be read. */
export async function readCurrentCatalog(): Promise<{ current: CurrentCatalog } | { failure: Failure }> {
  const read = [catalogue.settings(), ...kinds.map((kind) => access[kind].list())];
  await Promise.all(read.map((one) => one.reload()));
  const failure = read.map((one) => one.failure.peek()).find((one) => one !== undefined);
  if (failure) return { failure };
  const { currency = defaultSettings.currency } = catalogue.settings().value.peek() ?? {};
  const entries = {
    customers: entriesOf('customers'),
    employees: entriesOf('employees'),
    services: entriesOf('services'),
    laboratories: entriesOf('laboratories'),
  };
  return { current: { currency, entries } };
}

const kinds = ['customers', 'employees', 'services', 'laboratories'] as const;

/** The entries of a kind that were read, as the domain has them. */
function entriesOf<Kind extends EntryKind>(kind: Kind): Map<string, StoredEntries[Kind]> {
  const { entry } = entryKinds[kind];
  const read = z.array(entry).parse(access[kind].list().value.peek());
  return new Map(read.map((one) => [idOf(kind, one), one]));
}
