import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { visible } from '#domain/order/actions.ts';
import { ordersQuestion } from '#domain/order/order-lists.ts';
import { toOrderRowReply } from '#domain/order/projection.ts';
import { forbidden } from '#domain/order/rights.ts';
import type { Status } from '#domain/order/statuses.ts';
import { badCursor, cursorOf, pageOf, positionIn, searchTooWide } from '#functions/http/cursor.ts';
import { list } from '#functions/store/orders.ts';
import { Position } from '#functions/store/table.ts';

/** The filter of an order list, and its page. */
type Query = {
  status?: Status | undefined;
  customerId?: Id | undefined;
  patient?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** One page of the orders that a caller sees. */
export async function listOrders(path: string, caller: ClinicCaller, query: Query) {
  const { cursor, limit, ...filter } = query;
  const refused = forbidden('query', filter, null, caller);
  if (refused) return refused;
  const question = ordersQuestion(caller, filter);
  if (!question) return pageOf([], null, path, query);
  const start = positionIn(cursor, Position, { caller, filter });
  if (start.kind === 'refused') return start;

  const { tenantId } = caller;
  const page = await list({ tenantId, question, visible: (row) => visible(row, caller) }, limit, start.accepted);
  switch (page.kind) {
    case 'lost':
      return badCursor;
    case 'tooWide':
      return searchTooWide;
    case 'page': {
      const next = page.after && cursorOf(Position.parse(page.after), { caller, filter });
      return pageOf(page.rows.map(toOrderRowReply), next, path, query);
    }
  }
}
