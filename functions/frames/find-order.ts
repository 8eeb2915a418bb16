import { wanted } from '#domain/catalog/lookup.ts';
import type { Audience, Caller, Callers } from '#domain/kernel/caller.ts';
import { Id, type Instant, type OrderNumber } from '#domain/kernel/identifiers.ts';
import type { Order } from '#domain/order/order.ts';
import type { DecisionContext } from '#functions/frames/decide-with-catalog.ts';
import type { Words } from '#functions/http/messages/words.ts';
import * as orderStore from '#functions/store/orders.ts';

/** A request about one order. For a laboratory, its path also names the tenant. */
export type OrderRequest<Side extends Audience> = {
  caller: Callers[Side];
  params: { number: OrderNumber; tenantId?: Id };
  at: Instant;
  words: Words;
};

/** The order, or null, and what was read with it. */
export type FoundOrder<Side extends Audience> = DecisionContext<Callers[Side]> & { order: Order | null; words: Words };

/** Reads the order that a request names, with the settings of its tenant. */
export async function findOrder<Side extends Audience>({
  caller,
  params,
  at,
  words,
}: OrderRequest<Side>): Promise<FoundOrder<Side>> {
  const tenantId = tenantOf(caller, params);
  const { orders, settings, known } = await orderStore.find(tenantId, [params.number], wanted());
  return { caller, at, words, tenantId, settings, known, order: orders.get(params.number) ?? null };
}

/** The tenant of the order: the caller's own or, for a laboratory, the one in the path. */
const tenantOf = (caller: Caller, { tenantId }: { tenantId?: Id }): Id =>
  Id.parse(caller.role === 'laboratory' ? tenantId : caller.tenantId);
