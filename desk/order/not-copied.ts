import type { Order } from '#desk/api/client.ts';
import { words } from '#desk/words/words.ts';

/** What an order has that its copies do not get, in words; empty if there is no such thing. A lost discount is a warning of the API. */
export function notCopied({ dueDate, workPlan, payroll }: Pick<Order, 'dueDate' | 'workPlan' | 'payroll'>): string {
  const { notCopied: text } = words.value.actions;
  const named = [
    ...(dueDate === null ? [] : [text.dueDate]),
    ...(workPlan.tasks.length > 0 ? [text.workPlan] : []),
    ...(payroll && payroll.records.length > 0 ? [text.payroll] : []),
  ];
  return named.length > 0 ? text.sentence(named.join(', ')) : '';
}
