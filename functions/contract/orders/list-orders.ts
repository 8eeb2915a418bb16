import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { customIssue } from '#domain/kernel/messages/messages.ts';
import { rights } from '#domain/order/actions.ts';
import { PatientPrefix } from '#domain/order/lists/order-lists.ts';
import { awaitedStatuses, Status } from '#domain/order/statuses.ts';
import { page, pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import { OrderRow } from '#functions/contract/replies/order-row.ts';
import type { Route } from '#functions/contract/route.ts';
import { oneOrMoreOf } from '#functions/contract/statuses.ts';

/**
 * A list by status, of all dentists or of one, sorted by time or by due date; or a search by patient; or what a
 * laboratory has written about last.
 */
const OrdersQuery = z
  .strictObject({
    status: oneOrMoreOf(Status.options),
    customerId: z.optional(Id),
    patient: z.optional(PatientPrefix),
    sort: z.optional(z.enum(['due'])),
    awaiting: z.optional(z.enum(['clinic'])),
    dueFrom: z.optional(CalendarDate),
    dueTo: z.optional(CalendarDate),
    ...page,
  })
  .check(
    z.superRefine(({ status = [], customerId, patient, sort, awaiting, dueFrom, dueTo }, context) => {
      const report = (parameter: string, issue: ReturnType<typeof customIssue>) =>
        context.addIssue({ ...issue, path: [parameter] });
      const dueDates = Object.entries({ dueFrom, dueTo }).filter(([, date]) => date !== undefined);
      const others = status.length + dueDates.length > 0 || customerId !== undefined || sort !== undefined;
      if (patient !== undefined || awaiting !== undefined) {
        if (patient !== undefined && (others || awaiting !== undefined))
          report('patient', customIssue('patient_not_alone'));
        else if (others) report('awaiting', customIssue('awaiting_not_alone'));
        return;
      }
      if (sort === undefined)
        for (const [parameter] of dueDates) report(parameter, customIssue('due_dates_without_sort'));
      else if (status.some((one) => !awaitedStatuses.includes(one)))
        report('status', customIssue('status_not_awaited', { statuses: awaitedStatuses }));
      if (dueFrom && dueTo && dueTo < dueFrom) report('dueTo', customIssue('range_reversed', { from: 'dueFrom' }));
    }),
  );

export const listOrders = {
  name: 'listOrders',
  method: 'GET',
  path: '/v1/orders',
  folder: 'orders',
  audience: 'clinic',
  summary: 'List orders by status, customer, due date or patient, or those that await your answer.',
  roles: rights.listOrders,
  takes: z.strictObject({ params: nothing, query: OrdersQuery, body: nothing }),
  reply: pageOf(OrderRow),
} as const satisfies Route;
