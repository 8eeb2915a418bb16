import { accept, refuseFaults } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { atWork, dayFaults } from '#domain/order/laboratory/work.ts';
import type { ChangeDueDate } from '#domain/order/requests/change-due-date.ts';

/** Moves the due date of an order that is at its laboratory. What is prescribed stays, and so does the revision. */
export const changeDueDate = change('changeDueDate', (order, { dueDate, reason }: ChangeDueDate, { at, today }) => {
  if (dueDate === order.dueDate) return accept(order);
  const faults = dayFaults('/dueDate', dueDate, today);
  if (faults.length > 0) return refuseFaults(faults);
  return accept({ ...atWork(order, { rescheduled: { at, ...(reason !== undefined && { reason }) } }), dueDate });
});
