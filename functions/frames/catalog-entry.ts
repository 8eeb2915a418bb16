import { type Catalog, type EntryKind, entryKinds, type StoredEntries } from '#domain/catalog/catalog.ts';
import {
  computedBefore,
  computedMembers,
  entriesFor,
  idsForComputedMembers,
  seesEntry,
  stateOfComputed,
  toEntryReply,
} from '#domain/catalog/catalog-projection.ts';
import { putEntry } from '#domain/catalog/decisions/put-entry.ts';
import { type Ids, wanted } from '#domain/catalog/lookup.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { type Fault, refuseFaults } from '#domain/kernel/decision.ts';
import { Id, type Instant } from '#domain/kernel/identifiers.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import { catalogIn } from '#functions/frames/decide-with-catalog.ts';
import { type Conditions, replaceEntry } from '#functions/frames/replace-entry.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { refuse } from '#functions/http/refusal.ts';
import { etagOf, reply } from '#functions/http/reply.ts';
import * as catalogs from '#functions/store/catalog.ts';

type ListRequest = { caller: ClinicCaller; query: { cursor?: string | undefined; limit: number } };

/** Lists the entries of a kind that the caller sees. */
export async function listEntries<Kind extends EntryKind>(
  kind: Kind,
  { path }: { path: string },
  { caller, query }: ListRequest,
) {
  const list = { caller, filter: kind };
  const start = positionIn(query.cursor, Id, list);
  if (start.kind === 'refused') return start;
  const extent = entriesFor(kind, caller);
  if (extent.kind === 'none') return pageOf([], null, path, query);

  const page = { after: start.accepted, only: extent.kind === 'one' ? extent.id : null, limit: query.limit };
  const { tenantId } = caller;
  const { entries, next } = await catalogs.list(tenantId, kind, page);
  const seen = entries.filter(({ active }) => active || extent.kind !== 'active');
  const idOf = (entry: object) => Id.parse(Reflect.get(entry, entryKinds[kind].id));
  const catalog = catalogIn(await catalogs.find(tenantId, wanted(idsForComputedMembers(kind, seen.map(idOf)))));
  const items = seen.map((entry) => ({
    ...toEntryReply(kind, entry, caller),
    ...computedMembers(kind, idOf(entry), entry, catalog),
  }));
  return pageOf(items, next ? cursorOf(next, list) : null, path, query);
}

/** Reads one entry of a kind, if the caller sees it. */
export async function getEntry<Kind extends EntryKind>(
  kind: Kind,
  { caller, params: { id } }: { caller: ClinicCaller; params: { id: Id } },
) {
  const known = await catalogs.find(caller.tenantId, wanted({ ...idsForComputedMembers(kind, [id]), [kind]: [id] }));
  const entry = known[kind].get(id);
  if (!entry || !seesEntry(kind, id, entry, caller)) return refuse({ code: 'not_found' });
  const catalog = catalogIn(known);
  const body = { ...toEntryReply(kind, entry, caller), ...computedMembers(kind, id, entry, catalog) };
  return reply(body, etagOf(entry.version, stateOfComputed(kind, id, catalog)));
}

type PutRequest = { caller: ClinicCaller; params: { id: Id }; body: object; at: Instant } & Conditions;

/** The catalogue entries that a PUT refers to, and further rules for its body. */
type Rules = { references: Ids; faults: (settings: Settings, catalog: Catalog) => Fault[] };

/** For entries that refer to no others. */
export const noExtraRules: Rules = { references: {}, faults: () => [] };

/** Adds or replaces an entry of a kind: one read, a decision, one conditional write. */
export function putCatalogEntry<Kind extends EntryKind>(kind: Kind, rules: Rules, request: PutRequest) {
  const { caller, body, params } = request;
  const { tenantId } = caller;
  const { id } = params;
  const replaceable = { ...entryKinds[kind], serverMembers: { [entryKinds[kind].id]: id } };
  return replaceEntry(request, async () => {
    const names = wanted({ ...rules.references, ...idsForComputedMembers(kind, [id]), [kind]: [id] });
    const { settings, known } = await catalogs.findWithSettings(tenantId, names);
    const catalog = catalogIn(known);
    const current = known[kind].get(id) ?? null;
    const faults = rules.faults(settings, catalog);
    const computedOf = (entry: StoredEntries[Kind] | null) => computedMembers(kind, id, entry, catalog);
    const shown = { ...computedOf(current), ...computedBefore(kind, body) };
    return {
      current,
      decision: faults.length > 0 ? refuseFaults(faults) : putEntry(replaceable, current, body, request, shown),
      put: (entry) => catalogs.put(tenantId, kind, id, entry),
      // Only managers may write, and they see all of an entry.
      show: (entry) => ({ ...knownMembers(entryKinds[kind].entry, entry), ...computedOf(entry) }),
      beside: () => stateOfComputed(kind, id, catalog),
    };
  });
}
