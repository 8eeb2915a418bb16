import type { Audience, Role } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import { admit } from '#domain/order/decide.ts';
import type { Order } from '#domain/order/order.ts';
import { catalogIn } from '#functions/frames/decide-with-catalog.ts';
import { type FoundOrder, findOrder, type OrderRequest } from '#functions/frames/find-order.ts';
import type { Result } from '#functions/http/refusal.ts';

/** The order that a request names, if the caller may read it: otherwise 404, then 403. */
export async function readOrder<Side extends Audience>(
  { roles }: { roles: readonly Role[] },
  request: OrderRequest<Side>,
): Promise<Result<FoundOrder<Side> & { order: Order }>> {
  const found = await findOrder(request);
  const admitted = admit(roles, found.order, null, { caller: request.caller, catalog: catalogIn(found.known) });
  return admitted.kind === 'refused' ? admitted : accept({ ...found, order: admitted.accepted });
}
