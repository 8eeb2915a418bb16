import { removePayrollRecord } from '#domain/decisions/change-payroll.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Takes a sum away that a technician would have earned. */
export const handler = orderChange('removePayrollRecord', {
  decide: (order, _body, _act, { recordId }) => removePayrollRecord(order, recordId),
});
