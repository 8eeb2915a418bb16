import { payrollOf } from '#domain/payroll.ts';
import { getPayroll as route } from '#functions/contract/orders/get-payroll.ts';
import { ask } from '#functions/frames/asking.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads what technicians will earn on an order. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder(route, request);
  if ('refused' in found) return found;
  const { outcome: body } = await ask(found, ({ catalog }) =>
    payrollOf(found.order, catalog.employees, request.caller),
  );
  return { body };
});
