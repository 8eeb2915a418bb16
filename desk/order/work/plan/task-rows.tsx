import { said } from '#desk/catalogue/editing/said.tsx';
import { moved } from '#desk/catalogue/entries/service-typed.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { employeeName, knownEmployees } from '#desk/order/work/employee-name.ts';
import { lineOf } from '#desk/order/work/plan/plan-table.tsx';
import { newTask, type TaskTyped } from '#desk/order/work/plan/plan-typed.ts';
import { goTo } from '#desk/parts/error-summary.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { fullName } from '#domain/catalog/catalog.ts';

type Props = {
  order: OpenOrder;
  typed: readonly TaskTyped[];
  errorAt: (pointer: string) => string | undefined;
  onChange: (typed: readonly TaskTyped[]) => void;
};

const at = (index: number) => `/workPlan/tasks/${index}`;

/** Where the focus goes once the table is drawn anew. */
const later = (pointer: string) => setTimeout(() => goTo(pointer));

/** The tasks of a plan, one a row, in the sequence of the work. Alt and an arrow key move the row one is in. */
export function TaskRows({ order, typed, errorAt, onChange }: Props) {
  const { plan, catalogue } = words.value;
  const move = (from: number, to: number, focus = `${at(to)}/name`) => {
    const next = moved(typed, from, to);
    if (next === typed) return;
    onChange(next);
    said.value = catalogue.moved(typed[from]?.name ?? '', to + 1);
    later(focus);
  };
  const add = () => {
    onChange([...typed, newTask]);
    later(`${at(typed.length)}/name`);
  };
  const remove = (index: number) => {
    onChange(typed.toSpliced(index, 1));
    later(typed.length > 1 ? `${at(Math.min(index, typed.length - 2))}/name` : '/workPlan/tasks');
  };
  return (
    <>
      {typed.length > 1 && <p class="hint">{catalogue.moveKeys}</p>}
      {typed.length > 0 && (
        <div class="table">
          <table>
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
              {typed.map((task, index) => (
                <TaskRow
                  // A task has its place and nothing else that stays: its name is being typed.
                  key={index}
                  {...{ order, task, index, errorAt, move }}
                  count={typed.length}
                  onChange={(next) => onChange(typed.with(index, next))}
                  onRemove={() => remove(index)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" id={idOf('/workPlan/tasks')} onClick={add}>
        {catalogue.addTask}
      </button>
    </>
  );
}

type RowProps = {
  order: OpenOrder;
  task: TaskTyped;
  index: number;
  count: number;
  errorAt: Props['errorAt'];
  onChange: (task: TaskTyped) => void;
  onRemove: () => void;
  move: (from: number, to: number, focus?: string) => void;
};

function TaskRow({ order, task, index, count, errorAt, onChange, onRemove, move }: RowProps) {
  const { plan, catalogue } = words.value;
  const number = index + 1;
  const services = order.value.value?.services ?? [];
  const employees = knownEmployees().filter(({ active, employeeId }) => active || employeeId === task.employeeId);
  const error = (member: keyof TaskTyped) => errorAt(`/tasks/${index}/${member}`);
  const control = (member: keyof TaskTyped, label: string) => ({
    id: idOf(`${at(index)}/${member}`),
    'aria-label': `${catalogue.taskNumber(number)}: ${label}`,
    'aria-invalid': error(member) ? true : undefined,
    'aria-describedby': error(member) && `${idOf(`${at(index)}/${member}`)}-error`,
    value: task[member],
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ ...task, [member]: value }),
  });
  const fault = (member: keyof TaskTyped) =>
    error(member) && (
      <p class="fault" id={`${idOf(`${at(index)}/${member}`)}-error`}>
        {error(member)}
      </p>
    );
  const cell = (member: keyof TaskTyped, shape = '') => ({ class: error(member) ? `${shape} invalid` : shape });
  return (
    <tr
      onKeyDown={(event) => {
        const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
        if (step === undefined) return;
        event.preventDefault();
        // The focus stays in the same column.
        const member = document.activeElement?.id.split('-').at(-1) ?? 'name';
        move(index, index + step, `${at(index + step)}/${member}`);
      }}
    >
      <td {...cell('name', 'wide')}>
        <input {...control('name', catalogue.task)} />
        {fault('name')}
      </td>
      <td {...cell('lineId', 'for')}>
        {task.origin === 'automatic' ? (
          <span class="typed">{lineOf({ services }, task.lineId) ?? words.value.parts.none}</span>
        ) : (
          <select {...control('lineId', plan.line)}>
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
      <td {...cell('employeeId')}>
        <select {...control('employeeId', catalogue.technician)}>
          <option value="">{catalogue.nobody}</option>
          {employees.map((employee) => (
            <option key={employee.employeeId} value={employee.employeeId}>
              {fullName(employee)}
            </option>
          ))}
          {task.employeeId !== '' && employees.length === 0 && (
            <option value={task.employeeId}>{employeeName(task.employeeId)}</option>
          )}
        </select>
        {fault('employeeId')}
      </td>
      <td {...cell('dueDate')}>
        <input type="date" {...control('dueDate', plan.date)} />
        {fault('dueDate')}
      </td>
      <td {...cell('quantity', 'short')}>
        <input inputMode="numeric" {...control('quantity', plan.quantity)} />
        {fault('quantity')}
      </td>
      <td {...cell('price', 'short')}>
        <input inputMode="decimal" {...control('price', plan.price)} />
        {fault('price')}
      </td>
      <td class="row-buttons">
        <button
          type="button"
          class="quiet"
          aria-label={catalogue.moveUp(number)}
          hidden={index === 0}
          onClick={() => move(index, index - 1)}
        >
          ↑
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={catalogue.moveDown(number)}
          hidden={index === count - 1}
          onClick={() => move(index, index + 1)}
        >
          ↓
        </button>
        <button type="button" class="quiet" aria-label={catalogue.removeTask(number)} onClick={onRemove}>
          ×
        </button>
      </td>
    </tr>
  );
}
