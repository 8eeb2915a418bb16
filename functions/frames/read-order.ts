import type { Audience, Caller, Role } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import { admit } from '#domain/order/decide.ts';
import type { Order } from '#domain/order/order.ts';
import { type FoundOrder, findOrder, type OrderRequest } from '#functions/frames/find-order.ts';
import type { Result } from '#functions/http/refusal.ts';

/**
 * The order that a request names, if the caller may read it, or what `sees` says is asked for: otherwise 404, then 403.
 */
export async function readOrder<Side extends Audience>(
  { roles }: { roles: readonly Role[] },
  request: OrderRequest<Side>,
  sees?: (order: Order, caller: Caller) => boolean,
): Promise<Result<FoundOrder<Side> & { order: Order }>> {
  const found = await findOrder(request);
  const admitted = admit(roles, found.order, null, request.caller, sees);
  return admitted.kind === 'refused' ? admitted : accept({ ...found, order: admitted.accepted });
}
