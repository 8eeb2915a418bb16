import { useId } from 'preact/hooks';
import { catalogue as lists } from '#desk/api/catalogue.ts';
import type { EntryForm, FieldsProps } from '#desk/catalogue/entries/entry-form.ts';
import { entryScreen } from '#desk/catalogue/entries/entry-screen.tsx';
import { orNone, yesOrNo } from '#desk/catalogue/entries/in-words.ts';
import {
  amountsIn,
  needs,
  newService,
  type ServiceTyped,
  serviceBody,
  serviceTyped,
  type TaskTyped,
} from '#desk/catalogue/entries/service-typed.ts';
import { TaskTable } from '#desk/catalogue/entries/task-table.tsx';
import { CheckField } from '#desk/editing/check-field.tsx';
import { SelectField, TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { PutService } from '#domain/catalog/requests/put-service.ts';
import { Unit } from '#domain/catalog/services.ts';

const serviceForm: EntryForm<'services', ServiceTyped> = {
  kind: 'services',
  empty: newService,
  formOf: serviceTyped,
  partsOf: (typed) => {
    const { catalogue } = words.value;
    return [
      { member: 'name', label: catalogue.name, text: typed.name },
      { member: 'group', label: catalogue.group, text: typed.group },
      { member: 'unit', label: catalogue.unit, text: catalogue.units[typed.unit] },
      { member: 'price', label: catalogue.price, text: typed.price },
      ...needs.map((need) => ({ member: need, label: catalogue.need[need].label, text: yesOrNo(typed[need]) })),
      { member: 'tasks', label: catalogue.tasks, text: orNone(typed.tasks.map(taskText).join('; ')) },
      { member: 'active', label: catalogue.active.services.label, text: yesOrNo(typed.active) },
    ];
  },
  labelWithin: ([list, index, member]) => {
    const { catalogue } = words.value;
    if (list !== 'tasks' || index === undefined) return undefined;
    const column = { price: catalogue.pay, leadDays: catalogue.leadDays, employeeId: catalogue.technician }[
      member ?? ''
    ];
    return `${words.value.taskRows.number(Number(index) + 1)}, ${column ?? catalogue.name}`;
  },
  nameOf: ({ name }) => name,
  idFrom: ({ name }) => name,
  bodyOf: serviceBody,
  schema: PutService,
  amountsOf: amountsIn,
  first: '/name',
  Fields,
};

const taskText = ({ name, price, leadDays, employeeId }: TaskTyped) =>
  [name, price, leadDays, employeeId].filter((text) => text !== '').join(', ');

function Fields({ editing, currency }: FieldsProps<'services', ServiceTyped>) {
  const { catalogue } = words.value;
  const known = useId();
  const groups = new Set((lists.services().value.value ?? []).map(({ group }) => group));
  const { onInput: _, value: unit, ...unitField } = editing.bind('unit');
  return (
    <>
      <div class="fields">
        <TextField label={catalogue.name} autocomplete="off" {...editing.bind('name')} />
        <TextField label={catalogue.group} autocomplete="off" list={known} {...editing.bind('group')} />
      </div>
      <datalist id={known}>
        {[...groups].map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
      <div class="fields">
        <TextField
          label={catalogue.priceIn(currency)}
          hint={catalogue.priceHint}
          inputMode="decimal"
          autocomplete="off"
          {...editing.bind('price')}
        />
        <SelectField
          label={catalogue.unit}
          hint={catalogue.unitHint}
          {...unitField}
          value={unit}
          onInput={(value) => editing.set('unit', Unit.parse(value))}
          options={Unit.options.map((one) => [one, catalogue.units[one]] as const)}
        />
      </div>
      <CheckField {...catalogue.active.services} {...editing.bind('active')} />
      <fieldset class="checks">
        <legend>{catalogue.needs}</legend>
        <p class="hint">{catalogue.needsHint}</p>
        {needs.map((need) => (
          <CheckField key={need} {...catalogue.need[need]} {...editing.bind(need, `/needs/${need}`)} />
        ))}
      </fieldset>
      <TaskTable
        tasks={editing.form.value.tasks}
        unit={unit}
        currency={currency}
        faults={editing.faults.value}
        onChange={(tasks) => editing.set('tasks', tasks)}
      />
    </>
  );
}

/** A service. */
export const ServiceScreen = entryScreen(serviceForm);
