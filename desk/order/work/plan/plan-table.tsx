import type { ComponentChildren } from 'preact';
import type { Order } from '#desk/api/client.ts';
import type { Task } from '#desk/order/work/plan/plan-typed.ts';
import { employeeName } from '#desk/parts/employee-name.ts';
import { idOf } from '#desk/parts/field.tsx';
import { dateText, moneyText } from '#desk/parts/format.ts';
import { WideTable } from '#desk/parts/wide-table.tsx';
import { words } from '#desk/words/words.ts';
import { isAfterDueDate } from '#domain/order/tasks.ts';

/** What a task is for: the number and service of its line; undefined for a task of no line, or of one that is gone. */
export function lineOf({ services }: Pick<Order, 'services'>, lineId: string | undefined): string | undefined {
  const index = services.findIndex((line) => line.lineId === lineId);
  const line = services[index];
  return line && `${index + 1}. ${line.service.name}`;
}

type Props = {
  order: Pick<Order, 'services' | 'dueDate'>;
  tasks: readonly Task[];
  label: string;
  /** Whether the rows can be led to; only one table of a page has such rows. */
  isPlan?: boolean;
  /** Says of a task whether it is done, where that can be. */
  done?: ((task: Task) => ComponentChildren) | undefined;
  /** The tasks that had to be done before today. */
  overdue?: ReadonlySet<string>;
};

const none: ReadonlySet<string> = new Set();

/** Tasks, each with what it is for, who does it and when; with its pay for those who see it. */
export function PlanTable({ order, tasks, label, isPlan = false, done, overdue = none }: Props) {
  const { plan, catalogue, parts } = words.value;
  const isPaid = tasks.some(({ price }) => price !== undefined);
  return (
    <WideTable label={label} class="planned stacked">
      <thead>
        <tr>
          <th scope="col">{catalogue.task}</th>
          <th scope="col">{plan.line}</th>
          <th scope="col">{catalogue.technician}</th>
          <th scope="col">{plan.date}</th>
          <th scope="col" class="number">
            {plan.quantity}
          </th>
          {isPaid && (
            <th scope="col" class="number">
              {plan.price}
            </th>
          )}
          <th scope="col">{plan.origin}</th>
          {done && <th scope="col">{plan.done}</th>}
        </tr>
      </thead>
      <tbody>
        {tasks.map((task, index) => {
          const { taskId, name, lineId, employeeId, dueDate, quantity, price, origin } = task;
          return (
            <tr key={taskId} tabIndex={-1} {...(isPlan && { id: idOf(`/workPlan/tasks/${index}`) })}>
              <th scope="row" class="typed">
                {name}
              </th>
              <td class="typed line">{lineOf(order, lineId) ?? parts.none}</td>
              <td class="typed who">{employeeId ? employeeName(employeeId) : parts.none}</td>
              <td class="date">
                {dueDate ? dateText(dueDate) : parts.none}
                {isAfterDueDate(task, order) && <span class="late">{plan.afterDue}</span>}
                {overdue.has(taskId) && <span class="late">{plan.overdue}</span>}
              </td>
              <td class="number quantity">{quantity}</td>
              {isPaid && <td class="number pay">{price ? moneyText(price) : parts.none}</td>}
              <td class="origin">{plan.origins[origin]}</td>
              {done && <td class="done">{done(task)}</td>}
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
