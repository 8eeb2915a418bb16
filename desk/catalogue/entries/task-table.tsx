import { useLayoutEffect, useRef } from 'preact/hooks';
import { catalogue as lists } from '#desk/api/catalogue.ts';
import { said } from '#desk/catalogue/editing/said.tsx';
import { moved, newTask, type TaskTyped } from '#desk/catalogue/entries/service-typed.ts';
import { goTo } from '#desk/parts/error-summary.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import type { Unit } from '#domain/catalog/services.ts';

type Props = {
  tasks: readonly TaskTyped[];
  unit: Unit;
  currency: string;
  errorAt: (pointer: string) => string | undefined;
  onChange: (tasks: readonly TaskTyped[]) => void;
};

/** The tasks of a service, one a row, in the sequence in which they are done. Alt and an arrow key move the row one is in. */
export function TaskTable({ tasks, unit, currency, errorAt, onChange }: Props) {
  const { catalogue } = words.value;
  /** Where the focus goes once the table is drawn anew. */
  const next = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (next.current !== null) goTo(next.current);
    next.current = null;
  });
  const move = (from: number, to: number, focus = `/tasks/${to}/name`) => {
    const list = moved(tasks, from, to);
    if (list === tasks) return;
    onChange(list);
    said.value = catalogue.moved(tasks[from]?.name ?? '', to + 1);
    next.current = focus;
  };
  const add = () => {
    onChange([...tasks, newTask]);
    next.current = `/tasks/${tasks.length}/name`;
  };
  const remove = (index: number) => {
    onChange(tasks.toSpliced(index, 1));
    next.current = tasks.length > 1 ? `/tasks/${Math.min(index, tasks.length - 2)}/name` : '/tasks';
  };
  return (
    <section class="tasks" aria-labelledby="tasks-title">
      <h2 id="tasks-title">{catalogue.tasks}</h2>
      <p class="hint">{catalogue.tasksHint}</p>
      {tasks.length === 0 && <p class="small">{catalogue.noTasks}</p>}
      {tasks.length > 0 && (
        <>
          <p class="hint">
            {catalogue.leadDaysHint} {tasks.length > 1 && catalogue.moveKeys}
          </p>
          <div class="table">
            <table>
              <thead>
                <tr>
                  <th scope="col">{catalogue.task}</th>
                  <th scope="col">{catalogue.payIn(currency)}</th>
                  <th scope="col">{catalogue.leadDays}</th>
                  <th scope="col">{catalogue.per}</th>
                  <th scope="col">{catalogue.technician}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {tasks.map((task, index) => (
                  <TaskRow
                    // A task has its place and nothing else that stays: its name is being typed.
                    key={index}
                    {...{ task, index, unit, currency, errorAt, move }}
                    count={tasks.length}
                    onChange={(next) => onChange(tasks.with(index, next))}
                    onRemove={() => remove(index)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <button type="button" id={idOf('/tasks')} onClick={add}>
        {catalogue.addTask}
      </button>
    </section>
  );
}

type RowProps = {
  task: TaskTyped;
  index: number;
  count: number;
  unit: Unit;
  currency: string;
  errorAt: Props['errorAt'];
  onChange: (task: TaskTyped) => void;
  onRemove: () => void;
  move: (from: number, to: number, focus?: string) => void;
};

function TaskRow({ task, index, count, unit, currency, errorAt, onChange, onRemove, move }: RowProps) {
  const { catalogue } = words.value;
  const place = index + 1;
  const at = `/tasks/${index}`;
  const employees = lists.employees().value.value ?? [];
  const choosable = employees.filter(({ active, employeeId }) => active || employeeId === task.employeeId);
  const error = (member: keyof TaskTyped) => errorAt(`${at}/${member}`);
  const control = (member: keyof TaskTyped, label: string) => ({
    id: idOf(`${at}/${member}`),
    'aria-label': `${catalogue.taskNumber(place)}: ${label}`,
    'aria-invalid': error(member) ? true : undefined,
    'aria-describedby': error(member) && `${idOf(`${at}/${member}`)}-error`,
    value: task[member],
  });
  const fault = (member: keyof TaskTyped) =>
    error(member) && (
      <p class="fault" id={`${idOf(`${at}/${member}`)}-error`}>
        {error(member)}
      </p>
    );
  const typedInto = (member: 'name' | 'price' | 'leadDays' | 'employeeId') => ({
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ ...task, [member]: value }),
  });
  return (
    <tr
      onKeyDown={(event) => {
        const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
        if (step === undefined) return;
        event.preventDefault();
        // The focus stays in the same column.
        const { id = '' } = document.activeElement ?? {};
        move(index, index + step, id.replaceAll('-', '/').replace(/^field\/tasks\/\d+/, `/tasks/${index + step}`));
      }}
    >
      <td class={error('name') ? 'wide invalid' : 'wide'}>
        <input {...control('name', catalogue.task)} {...typedInto('name')} />
        {fault('name')}
      </td>
      <td class={error('price') ? 'invalid' : ''}>
        <input inputMode="decimal" {...control('price', catalogue.payIn(currency))} {...typedInto('price')} />
        {fault('price')}
      </td>
      <td class={error('leadDays') ? 'invalid' : ''}>
        <input inputMode="numeric" {...control('leadDays', catalogue.leadDays)} {...typedInto('leadDays')} />
        {fault('leadDays')}
      </td>
      <td>
        <select
          {...control('per', catalogue.per)}
          onInput={({ currentTarget }) =>
            onChange({ ...task, per: currentTarget.value === 'order' ? 'order' : 'unit' })
          }
        >
          <option value="unit">{catalogue.perUnit[unit]}</option>
          <option value="order">{catalogue.perOrder}</option>
        </select>
      </td>
      <td>
        <select {...control('employeeId', catalogue.technician)} {...typedInto('employeeId')}>
          <option value="">{catalogue.nobody}</option>
          {choosable.map((employee) => (
            <option key={employee.employeeId} value={employee.employeeId}>
              {nameText(employee)}
            </option>
          ))}
        </select>
        {fault('employeeId')}
      </td>
      <td class="row-buttons">
        <button
          type="button"
          class="quiet"
          aria-label={catalogue.moveUp(place)}
          hidden={index === 0}
          onClick={() => move(index, index - 1)}
        >
          ↑
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={catalogue.moveDown(place)}
          hidden={index === count - 1}
          onClick={() => move(index, index + 1)}
        >
          ↓
        </button>
        <button type="button" class="quiet" aria-label={catalogue.removeTask(place)} onClick={onRemove}>
          ×
        </button>
      </td>
    </tr>
  );
}
