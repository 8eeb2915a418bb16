import type { Employee } from '#desk/api/client.ts';
import type { EntryForm, FieldsProps } from '#desk/catalogue/entries/entry-form.ts';
import { entryScreen } from '#desk/catalogue/entries/entry-screen.tsx';
import { yesOrNo } from '#desk/catalogue/entries/in-words.ts';
import { CheckField } from '#desk/editing/check-field.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { PutEmployee } from '#domain/catalog/requests/put-employee.ts';
import { fullName } from '#domain/kernel/full-name.ts';

export type EmployeeTyped = { id: string | null; firstName: string; lastName: string; active: boolean };

const employeeForm: EntryForm<'employees', EmployeeTyped> = {
  kind: 'employees',
  empty: { id: null, firstName: '', lastName: '', active: true },
  formOf: ({ employeeId: id, firstName, lastName, active }: Employee) => ({ id, firstName, lastName, active }),
  partsOf: ({ firstName, lastName, active }) => {
    const { catalogue } = words.value;
    return [
      { member: 'firstName', label: catalogue.firstName, text: firstName },
      { member: 'lastName', label: catalogue.lastName, text: lastName },
      { member: 'active', label: catalogue.active.employees.label, text: yesOrNo(active) },
    ];
  },
  nameOf: fullName,
  idFrom: fullName,
  bodyOf: ({ firstName, lastName, active }) => ({ firstName, lastName, active }),
  schema: PutEmployee,
  amountsOf: () => new Map(),
  first: '/firstName',
  Fields,
};

function Fields({ editing }: FieldsProps<'employees', EmployeeTyped>) {
  const { catalogue } = words.value;
  return (
    <>
      <div class="fields">
        <TextField label={catalogue.firstName} autocomplete="off" {...editing.bind('firstName')} />
        <TextField label={catalogue.lastName} autocomplete="off" {...editing.bind('lastName')} />
      </div>
      <CheckField {...catalogue.active.employees} {...editing.bind('active')} />
    </>
  );
}

/** A technician. */
export const EmployeeScreen = entryScreen(employeeForm);
