import { setTimeout as pause } from 'node:timers/promises';
import { type Catalog, type CatalogNeeds, type EntryKind, entryKinds, type Settings } from '#domain/catalog.ts';
import { besideEntry, besideNeeds, entriesFor, seesEntry, shownEntry } from '#domain/catalog-projection.ts';
import { type Decision, type Fault, type Refused, refuse, refuseFaults } from '#domain/decision.ts';
import { putEntry } from '#domain/decisions/put-entry.ts';
import { Id } from '#domain/identifiers.ts';
import { conflict, existing, isKnown, matches } from '#functions/http/conditions.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { etagOf, type Reply } from '#functions/http/reply.ts';
import type { Request } from '#functions/http/request.ts';
import { type RouteName, routes } from '#functions/routes.ts';
import * as catalogs from '#functions/store/catalog.ts';
import { type Key, keys } from '#functions/store/table.ts';

type ListRoute = 'listCustomers' | 'listEmployees' | 'listServices' | 'listLaboratories';
type GetRoute = 'getCustomer' | 'getEmployee' | 'getService' | 'getLaboratory';
type PutRoute = 'putCustomer' | 'putEmployee' | 'putService' | 'putLaboratory';

/** The Lambda that lists the entries of a kind, as far as they exist for the caller. */
export function entryList(name: ListRoute, kind: EntryKind) {
  return endpoint(name, async ({ caller, query }) => {
    const { path } = routes[name];
    const list = { caller, filter: kind };
    const start = positionIn(query.cursor, Id, list);
    if ('refused' in start) return start;
    const { none, only, activeOnly } = entriesFor(kind, caller);
    if (none) return pageOf([], null, path, query);

    const page = { after: start.position, only, limit: query.limit };
    const { entries, next } = await catalogs.list<{ active: boolean }>(
      caller.tenantId,
      kind,
      entryKinds[kind].entry,
      page,
    );
    const seen = entries.filter(({ active }) => active || !activeOnly);
    const idOf = (entry: object) => Id.parse(Reflect.get(entry, entryKinds[kind].id));
    const catalog = await catalogs.find(caller.tenantId, besideNeeds(kind, seen.map(idOf)));
    const items = seen.map((entry) => ({
      ...shownEntry(kind, entry, caller),
      ...besideEntry(kind, idOf(entry), catalog),
    }));
    return pageOf(items, next ? cursorOf(next, list) : null, path, query);
  });
}

/** The Lambda that reads one entry of a kind, if it exists for the caller. */
export function entryGet(name: GetRoute, kind: EntryKind) {
  return endpoint(name, async ({ caller, params: { id } }) => {
    const catalog = await catalogs.find(caller.tenantId, { ...besideNeeds(kind, [id]), [kind]: [id] });
    const entry = catalog[kind].get(id);
    if (!entry || !seesEntry(kind, id, entry, caller)) return refuse({ code: 'not_found' });
    const body = { ...shownEntry(kind, entry, caller), ...besideEntry(kind, id, catalog) };
    return { body, headers: etagOf(entry.version) };
  });
}

/** What a PUT of an entry looks up beside it, and the rules it must keep. */
type Put<Name extends PutRoute> = {
  needs?: (body: Request<Name>['body']) => CatalogNeeds;
  rules?: (body: Request<Name>['body'], settings: Settings, catalog: Catalog) => Fault[];
};

/** The Lambda that adds or replaces an entry of a kind. */
export function entryPut<Name extends PutRoute>(name: Name, kind: EntryKind, { needs, rules }: Put<Name> = {}) {
  return endpoint(name, async (request) => {
    const { caller, body } = request;
    const { id } = request.params;
    const replaceable = { ...entryKinds[kind], identity: { [entryKinds[kind].id]: id } };
    return replaced(request, keys.entry(caller.tenantId, kind, id), async () => {
      const wanted = { ...needs?.(body), ...besideNeeds(kind, [id]), [kind]: [id] };
      const { settings, catalog } = await catalogs.findWithSettings(caller.tenantId, wanted);
      const standing = catalog[kind].get(id);
      const faults = rules?.(body, settings, catalog) ?? [];
      const shownBeside = besideEntry(kind, id, catalog);
      return {
        standing,
        decision:
          faults.length > 0 ? refuseFaults(faults) : putEntry(replaceable, standing, body, request, shownBeside),
        show: (entry) => ({ ...shownEntry(kind, entry, caller), ...shownBeside }),
      };
    });
  });
}

/** What a PUT found, what it makes of that, and how the reply shows it. */
type Replacement = {
  standing: { version: number } | undefined;
  decision: Decision<{ version: number }>;
  show: (entry: object) => object;
};

/** Without If-Match the last one wins, so a race that others have won is run again, after a pause that spreads them. */
const attempts = 10;
const pauseBefore = (attempt: number) => pause(Math.random() * 20 * 2 ** Math.min(attempt, 5));

/** Replaces what stands under a key over the version that was read. */
export async function replaced(
  { ifMatch, ifNoneMatch }: Pick<Request<RouteName>, 'ifMatch' | 'ifNoneMatch'>,
  key: Key,
  decide: () => Promise<Replacement>,
): Promise<Reply | Refused> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await pauseBefore(attempt);
    const { standing, decision, show } = await decide();
    const version = standing?.version ?? 0;
    if (ifMatch && !matches(ifMatch, version)) return conflict(version, null, ifMatch);
    if (isKnown(ifNoneMatch, etagOf(version))) return existing(version);
    if ('refused' in decision) return decision;
    const entry = decision.accepted;
    if (entry === standing || (await catalogs.put(key, entry)))
      return { status: standing ? 200 : 201, body: show(entry), headers: etagOf(entry.version) };
  }
  return refuse({ code: 'try_again' });
}
