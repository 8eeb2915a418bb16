import * as z from 'zod';
import { shownHistory } from '#domain/projection.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder } from '#functions/http/order-endpoints.ts';
import * as history from '#functions/store/history.ts';

/** Reads who changed what and when, oldest first. */
export const handler = endpoint('getHistory', async (request) => {
  const found = await findOrder('getHistory', request);
  if ('refused' in found) return found;
  const { order, settings } = found;
  const { caller, query } = request;
  const list = { caller, filter: order.number };
  const start = positionIn(query.cursor, z.int(), list);
  if ('refused' in start) return start;

  const { entries, more } = await history.list(order.tenantId, order.number, start.position ?? 0, query.limit);
  const last = entries.at(-1);
  const nextCursor = more && last ? cursorOf(last.version, list) : null;
  const items = entries.map((entry) => shownHistory(entry, order, caller, settings));
  return pageOf(items, nextCursor, `/v1/orders/${order.number}/history`, query);
});
