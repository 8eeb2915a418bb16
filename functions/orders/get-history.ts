import { shownAccess, shownHistory } from '#domain/projection.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder } from '#functions/http/order-endpoints.ts';
import * as history from '#functions/store/history.ts';

/** Reads who changed, read and printed what and when, oldest first. */
export const handler = endpoint('getHistory', async (request) => {
  const found = await findOrder('getHistory', request);
  if ('refused' in found) return found;
  const { order, settings } = found;
  const { caller, query } = request;
  const listed = { caller, filter: order.number };
  const start = positionIn(query.cursor, history.Position, listed);
  if ('refused' in start) return start;

  const { entries, next } = await history.list(order.tenantId, order.number, start.position, query.limit);
  const items = entries.map((entry) =>
    'change' in entry ? shownHistory(entry.change, order, caller, settings) : shownAccess(entry.access),
  );
  return pageOf(items, next && cursorOf(next, listed), `/v1/orders/${order.number}/history`, query);
});
