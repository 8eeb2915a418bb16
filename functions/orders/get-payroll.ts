import { payrollEmployees, payrollOf } from '#domain/payroll.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder } from '#functions/http/order-endpoints.ts';
import * as catalogs from '#functions/store/catalog.ts';

/** Reads what technicians will earn on an order. */
export const handler = endpoint('getPayroll', async (request) => {
  const found = await findOrder('getPayroll', request);
  if ('refused' in found) return found;
  const { order } = found;
  const { employees } = await catalogs.find(order.tenantId, { employees: payrollEmployees(order) });
  return { body: payrollOf(order, employees, request.caller) };
});
