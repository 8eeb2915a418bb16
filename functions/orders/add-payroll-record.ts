import { addPayrollRecord } from '#domain/decisions/change-payroll.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Adds a sum that a technician earns. */
export const handler = orderChange('addPayrollRecord', {
  needs: (_, { employeeId }) => ({ employees: [employeeId] }),
  decide: addPayrollRecord,
});
