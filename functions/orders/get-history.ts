import { toHistoryReply, toReadReply } from '#domain/order/projection.ts';
import { getHistory as route } from '#functions/contract/orders/get-history.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import * as history from '#functions/store/history.ts';

/** Reads who changed, read or printed what and when, oldest first. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder(route, request);
  if (found.kind === 'refused') return found;
  const { order, settings } = found.accepted;
  const { caller, query } = request;
  const list = { caller, filter: order.number };
  const start = positionIn(query.cursor, history.HistoryPosition, list);
  if (start.kind === 'refused') return start;

  const { kept, next } = await history.list(order.tenantId, order.number, start.accepted, query.limit);
  const items = kept.map((entry) =>
    entry.kind === 'change' ? toHistoryReply(entry.change, order, caller, settings) : toReadReply(entry.read),
  );
  return pageOf(items, next && cursorOf(next, list), `/v1/orders/${order.number}/history`, query);
});
