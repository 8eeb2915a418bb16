import { api, ask, type OrderRow } from '#desk/api/client.ts';
import { type Paged, paged } from '#desk/api/paged.ts';
import { questionOf, type View } from '#desk/lists/view.ts';

export const keyOf = ({ number }: OrderRow): string => number;

/** How many rows a page has. */
const limit = 50;

/** The list that was shown last. When somebody goes back to it, it is there at once, and is read again. */
let last: { question: string; list: Paged<OrderRow> } | undefined;

/** The orders of a view, or those of a patient where one is sought. */
export function listOf(view: View, patient: string, atFirst = limit): Paged<OrderRow> {
  const filter = patient ? { patient } : questionOf(view);
  const question = JSON.stringify(filter);
  if (last?.question === question) {
    if (last.list.value.peek() !== undefined) void last.list.reload();
    return last.list;
  }
  const read = (page: object) => ask(api.GET('/v1/orders', { params: { query: { ...filter, ...page } } }));
  last = { question, list: paged(read, { limit, atFirst, keyOf }) };
  return last.list;
}
