import { holdOrder } from '#domain/order/decisions/laboratory/hold-order.ts';
import { holdOrder as route } from '#functions/contract/lab/hold-order.ts';
import { changeLabOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Notes what the laboratory waits for, or that it goes on. */
export const handler = endpoint(route, (request) =>
  changeLabOrder(holdOrder, request.body, { ...request, anyVersion: true }),
);
