import { finalizePayroll } from '#domain/decisions/change-payroll.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Locks what technicians earn, or reopens it. */
export const handler = orderChange('finalizePayroll', { decide: finalizePayroll });
