import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { visible } from '#domain/order/actions.ts';
import { type OrdersFilter, ordersQuestion } from '#domain/order/lists/order-lists.ts';
import { toOrderRowReply } from '#domain/order/projection.ts';
import { forbidden } from '#domain/order/rights.ts';
import { orderPage, type Paging } from '#functions/frames/order-page.ts';
import { pageOf, positionIn } from '#functions/http/cursor.ts';
import { list } from '#functions/store/order-lists.ts';
import { Position } from '#functions/store/table.ts';

/** One page of the orders that a clinic's caller sees. */
export async function listOrders(path: string, caller: ClinicCaller, query: OrdersFilter & Paging) {
  const { cursor, limit, ...filter } = query;
  const refused = forbidden('query', filter, null, caller);
  if (refused) return refused;
  const question = ordersQuestion(caller, filter);
  if (!question) return pageOf([], null, path, query);
  const start = positionIn(cursor, Position, { caller, filter });
  if (start.kind === 'refused') return start;
  const page = await list(caller.tenantId, question, (row) => visible(row, caller), { limit, after: start.accepted });
  return orderPage(page, (rows) => rows.map(toOrderRowReply), path, query, { caller, filter });
}
