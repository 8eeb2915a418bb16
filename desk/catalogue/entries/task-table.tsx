import { newTask, type TaskTyped } from '#desk/catalogue/entries/service-typed.ts';
import { editorOf, type RowProps, useTaskRows } from '#desk/editing/task-rows.tsx';
import { TechnicianSelect } from '#desk/editing/technician-select.tsx';
import type { Said } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';
import type { Unit } from '#domain/catalog/services.ts';

type Props = {
  tasks: readonly TaskTyped[];
  unit: Unit;
  currency: string;
  faults: readonly Said[];
  onChange: (tasks: readonly TaskTyped[]) => void;
};

/** The tasks of a service, one a row, in the sequence in which they are done. */
export function TaskTable({ tasks, unit, currency, faults, onChange }: Props) {
  const { catalogue, taskRows } = words.value;
  const { rows, addButton } = useTaskRows({ place: '/tasks', rows: tasks, empty: newTask, faults, onChange });
  return (
    <section class="tasks" aria-labelledby="tasks-title">
      <h2 id="tasks-title">{catalogue.tasks}</h2>
      <p class="hint">{catalogue.tasksHint}</p>
      {tasks.length === 0 && <p class="small">{catalogue.noTasks}</p>}
      {tasks.length > 0 && (
        <>
          <p class="hint">
            {catalogue.leadDaysHint} {tasks.length > 1 && taskRows.moveKeys}
          </p>
          <div class="table">
            <table class="stacked">
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
                {rows.map((row) => (
                  // A task has its place and nothing else that stays: its name is being typed.
                  <TaskRow key={row.index} {...{ unit, currency }} {...row} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {addButton}
    </section>
  );
}

function TaskRow({ unit, currency, ...props }: RowProps<TaskTyped> & Pick<Props, 'unit' | 'currency'>) {
  const { catalogue } = words.value;
  const { row: task } = props;
  const { keys, change, cell, control, fault, buttons } = editorOf(props);
  const typed = (member: 'name' | 'price' | 'leadDays' | 'employeeId', label: string) => ({
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
      <td {...cell('price', catalogue.payIn(currency))}>
        <input inputMode="decimal" {...typed('price', catalogue.payIn(currency))} />
        {fault('price')}
      </td>
      <td {...cell('leadDays', catalogue.leadDays)}>
        <input inputMode="numeric" {...typed('leadDays', catalogue.leadDays)} />
        {fault('leadDays')}
      </td>
      <td {...cell('per', catalogue.per)}>
        <select
          {...control('per', catalogue.per)}
          value={task.per}
          onInput={({ currentTarget }) => change({ ...task, per: currentTarget.value === 'order' ? 'order' : 'unit' })}
        >
          <option value="unit">{catalogue.perUnit[unit]}</option>
          <option value="order">{catalogue.perOrder}</option>
        </select>
      </td>
      <td {...cell('employeeId', catalogue.technician, 'technician')}>
        <TechnicianSelect {...typed('employeeId', catalogue.technician)} />
        {fault('employeeId')}
      </td>
      {buttons}
    </tr>
  );
}
