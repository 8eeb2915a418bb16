import { finalizePayroll } from '#domain/order/decisions/change-payroll.ts';
import { finalizePayroll as route } from '#functions/contract/work/finalize-payroll.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Locks what technicians earn, or reopens it. */
export const handler = endpoint(route, (request) => changeOrder(finalizePayroll, request.body, request));
