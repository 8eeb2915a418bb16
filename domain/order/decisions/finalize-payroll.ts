import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import type { FinalizePayroll } from '#domain/order/requests/finalize-payroll.ts';

/** Locks everything that changes pay, or unlocks it. */
export const finalizePayroll = change('finalizePayroll', (order, { finalized }: FinalizePayroll) =>
  accept({ ...order, payroll: { ...order.payroll, finalized } }),
);
