import { visible } from '#domain/actions.ts';
import type { ClinicCaller } from '#domain/caller.ts';
import { forbid } from '#domain/decision.ts';
import type { Status } from '#domain/order.ts';
import { shownRow } from '#domain/projection.ts';
import { badCursor, cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { routes } from '#functions/routes.ts';
import { type Listing, list, startKey } from '#functions/store/orders.ts';
import { Position, questions } from '#functions/store/table.ts';

/** Lists orders by status, newest first, of all dentists or of one; or by the patient's name. */
export const handler = endpoint('listOrders', async ({ caller, query }) => {
  const { cursor, limit, ...filter } = query;
  if (caller.role === 'dentist' && filter.customerId && filter.customerId !== caller.customerId)
    return forbid('query', ['/customerId']);

  const listing: Listing = { ...questionOf(filter, caller), visible: (row) => visible(row, caller) };
  const found = positionIn(cursor, Position, { caller, filter });
  if ('refused' in found) return found;
  const start = found.position && (await startKey(caller.tenantId, listing, found.position));
  if (found.position && !start) return badCursor;

  const { rows, after } = await list(listing, limit, start);
  const nextCursor = after ? cursorOf(Position.parse(after), { caller, filter }) : null;
  return pageOf(rows.map(shownRow), nextCursor, routes.listOrders.path, query);
});

type Filter = { status?: Status | undefined; customerId?: string | undefined; patient?: string | undefined };

/** A dentist lists their own orders, and a technician what is published: all that they may see. */
function questionOf({ status, customerId, patient }: Filter, caller: ClinicCaller): Omit<Listing, 'visible'> {
  const { tenantId } = caller;
  if (patient !== undefined)
    return { index: 'byPatient', newestFirst: false, ...questions.byPatient(tenantId, patient) };
  const ofStatus = status ?? (caller.role === 'technician' ? 'published' : 'draft');
  const ofCustomer = caller.role === 'dentist' ? caller.customerId : customerId;
  return ofCustomer
    ? { index: 'byCustomer', newestFirst: true, ...questions.byCustomer(tenantId, ofCustomer, ofStatus) }
    : { index: 'byStatus', newestFirst: true, ...questions.byStatus(tenantId, ofStatus) };
}
