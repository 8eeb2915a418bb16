import { editorOf, type RowProps, useTaskRows } from '#desk/editing/task-rows.tsx';
import { TechnicianSelect } from '#desk/editing/technician-select.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { lineOf } from '#desk/order/work/plan/plan-table.tsx';
import { newTask, type TaskTyped } from '#desk/order/work/plan/plan-typed.ts';
import type { Said } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';

type Props = {
  order: OpenOrder;
  typed: readonly TaskTyped[];
  faults: readonly Said[];
  onChange: (typed: readonly TaskTyped[]) => void;
};

/** The tasks of a plan, one a row, in the sequence of the work. */
export function TaskRows({ order, typed, faults, onChange }: Props) {
  const { plan, catalogue, taskRows } = words.value;
  const place = '/workPlan/tasks';
  const { rows, addButton } = useTaskRows({ place, rows: typed, empty: newTask, faults, onChange });
  return (
    <>
      {typed.length > 1 && <p class="hint">{taskRows.moveKeys}</p>}
      {typed.length > 0 && (
        <div class="table">
          <table class="stacked">
            <thead>
              <tr>
                <th scope="col">{catalogue.task}</th>
                <th scope="col">{plan.line}</th>
                <th scope="col">{catalogue.technician}</th>
                <th scope="col">{plan.date}</th>
                <th scope="col">{plan.quantity}</th>
                <th scope="col">{plan.price}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                // A task has its place and nothing else that stays: its name is being typed.
                <TaskRow key={row.index} order={order} {...row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {addButton}
    </>
  );
}

function TaskRow({ order, ...props }: RowProps<TaskTyped> & { order: OpenOrder }) {
  const { plan, catalogue } = words.value;
  const { row: task } = props;
  const { keys, change, cell, control, fault, buttons } = editorOf(props);
  const services = order.value.value?.services ?? [];
  const typed = (member: keyof TaskTyped, label: string) => ({
    ...control(member, label),
    value: task[member],
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      change({ ...task, [member]: value }),
  });
  return (
    <tr {...keys}>
      <td {...cell('name', catalogue.task, 'wide')}>
        <input {...typed('name', catalogue.task)} />
        {fault('name')}
      </td>
      <td {...cell('lineId', plan.line, 'for')}>
        {task.origin === 'automatic' ? (
          <span class="typed">{lineOf({ services }, task.lineId) ?? words.value.parts.none}</span>
        ) : (
          <select {...typed('lineId', plan.line)}>
            <option value="">{words.value.parts.none}</option>
            {services.map(({ lineId }) => (
              <option key={lineId} value={lineId}>
                {lineOf({ services }, lineId)}
              </option>
            ))}
          </select>
        )}
        {fault('lineId')}
      </td>
      <td {...cell('employeeId', catalogue.technician, 'technician')}>
        <TechnicianSelect {...typed('employeeId', catalogue.technician)} />
        {fault('employeeId')}
      </td>
      <td {...cell('dueDate', plan.date)}>
        <input type="date" {...typed('dueDate', plan.date)} />
        {fault('dueDate')}
      </td>
      <td {...cell('quantity', plan.quantity, 'short')}>
        <input inputMode="numeric" {...typed('quantity', plan.quantity)} />
        {fault('quantity')}
      </td>
      <td {...cell('price', plan.price, 'short')}>
        <input inputMode="decimal" {...typed('price', plan.price)} />
        {fault('price')}
      </td>
      {buttons}
    </tr>
  );
}
