import { shownHistory, shownRead } from '#domain/projection.ts';
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
  const list = { caller, filter: order.number };
  const start = positionIn(query.cursor, history.HistoryPosition, list);
  if ('refused' in start) return start;

  const { kept, next } = await history.list(order.tenantId, order.number, start.position, query.limit);
  const items = kept.map((entry) =>
    'change' in entry ? shownHistory(entry.change, order, caller, settings) : shownRead(entry.read),
  );
  return pageOf(items, next && cursorOf(next, list), `/v1/orders/${order.number}/history`, query);
});
