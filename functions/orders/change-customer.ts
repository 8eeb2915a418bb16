import { changeCustomer } from '#domain/order/decisions/change-customer.ts';
import { changeCustomer as route } from '#functions/contract/orders/change-customer.ts';
import { changeOrder, dryRun } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Moves a draft to another dentist, or shows what that would do (dry run). */
export const handler = endpoint(route, (request) =>
  request.query.dryRun
    ? dryRun(changeCustomer, request.body, request)
    : changeOrder(changeCustomer, request.body, request),
);
