import { removePayrollRecord } from '#domain/order/decisions/remove-payroll-record.ts';
import { removePayrollRecord as route } from '#functions/contract/work/remove-payroll-record.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Removes a payroll record. */
export const handler = endpoint(route, (request) => changeOrder(removePayrollRecord, request.params, request));
