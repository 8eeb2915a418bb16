import { seesStatus } from '#domain/actions.ts';
import { forbid } from '#domain/decision.ts';
import { shownRow } from '#domain/projection.ts';
import { forbiddenFields } from '#domain/rights.ts';
import { badCursor, cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { routes } from '#functions/routes.ts';
import { list, listingFor, startKey } from '#functions/store/orders.ts';
import { Position } from '#functions/store/table.ts';

/** Lists orders by status, newest first, of all dentists or of one; or by the patient's name. */
export const handler = endpoint('listOrders', async ({ caller, query }) => {
  const { cursor, limit, ...filter } = query;
  const pointers = forbiddenFields(filter, null, caller);
  if (pointers.length > 0) return forbid('query', pointers);
  if (filter.status && !seesStatus(caller, filter.status)) return pageOf([], null, routes.listOrders.path, query);
  const found = positionIn(cursor, Position, { caller, filter });
  if ('refused' in found) return found;
  const listing = listingFor(caller, filter);
  const start = found.position && (await startKey(caller.tenantId, listing, found.position));
  if (found.position && !start) return badCursor;
  const { rows, after } = await list(listing, limit, start);
  const nextCursor = after ? cursorOf(Position.parse(after), { caller, filter }) : null;
  return pageOf(rows.map(shownRow), nextCursor, routes.listOrders.path, query);
});
