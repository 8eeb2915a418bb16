import { addPayrollRecord } from '#domain/order/decisions/add-payroll-record.ts';
import { addPayrollRecord as route } from '#functions/contract/work/add-payroll-record.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Adds an amount that a technician earns. */
export const handler = endpoint(route, (request) => changeOrder(addPayrollRecord, request.body, request));
