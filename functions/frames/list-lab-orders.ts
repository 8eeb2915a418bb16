import type { LaboratoryCaller } from '#domain/kernel/caller.ts';
import { listedStatuses, type OrdersFilter } from '#domain/order/lists/order-lists.ts';
import { toLabOrderRowReply } from '#domain/order/projection.ts';
import { orderPage, type Paging } from '#functions/frames/order-page.ts';
import { positionIn } from '#functions/http/cursor.ts';
import { listOfLaboratory } from '#functions/store/order-lists.ts';
import { Position } from '#functions/store/table.ts';

/** One page of the orders that a laboratory has in its hands. */
export async function listLabOrders(
  path: string,
  caller: LaboratoryCaller,
  query: Pick<OrdersFilter, 'status'> & Paging,
) {
  const { cursor, limit, ...filter } = query;
  const statuses = listedStatuses(caller, filter.status);
  const start = positionIn(cursor, Position, { caller, filter });
  if (start.kind === 'refused') return start;
  const page = await listOfLaboratory(caller.laboratoryId, statuses, { limit, after: start.accepted });
  return orderPage(page, (rows) => rows.map(toLabOrderRowReply), path, query, { caller, filter });
}
