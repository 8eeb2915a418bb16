import { finalizePayroll } from '#domain/order/decisions/finalize-payroll.ts';
import { finalizePayroll as route } from '#functions/contract/work/finalize-payroll.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Locks or unlocks the payroll. */
export const handler = endpoint(route, (request) => changeOrder(finalizePayroll, request.body, request));
