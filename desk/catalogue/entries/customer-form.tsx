import { useId } from 'preact/hooks';
import { catalogue as lists } from '#desk/api/catalogue.ts';
import type { Customer } from '#desk/api/client.ts';
import type { EntryForm, FieldsProps } from '#desk/catalogue/entries/entry-form.ts';
import { entryScreen } from '#desk/catalogue/entries/entry-screen.tsx';
import { orNone, yesOrNo } from '#desk/catalogue/entries/in-words.ts';
import { textTyped } from '#desk/editing/check-body.ts';
import { CheckField } from '#desk/editing/check-field.tsx';
import { Field, TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { PutCustomer } from '#domain/catalog/requests/put-customer.ts';
import { fullName } from '#domain/kernel/full-name.ts';

export type CustomerTyped = {
  id: string | null;
  firstName: string;
  lastName: string;
  clinic: string;
  /** One on each line. */
  clinics: string;
  active: boolean;
  registrationNumber: string;
  address: string;
  email: string;
  phone: string;
};

const texts = ['registrationNumber', 'address', 'email', 'phone'] as const;

const linesIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const customerForm: EntryForm<'customers', CustomerTyped> = {
  kind: 'customers',
  empty: {
    ...{ id: null, firstName: '', lastName: '', clinic: '', clinics: '', active: true },
    ...{ registrationNumber: '', address: '', email: '', phone: '' },
  },
  formOf: ({ customerId: id, firstName, lastName, clinic, clinics = [], active, ...one }: Customer) => {
    const { registrationNumber = '', address = '', email = '', phone = '' } = one;
    const typed = { id, firstName, lastName, clinic, clinics: clinics.join('\n'), active };
    return { ...typed, registrationNumber, address, email, phone };
  },
  partsOf: (typed) => {
    const { catalogue } = words.value;
    return [
      { member: 'firstName', label: catalogue.firstName, text: typed.firstName },
      { member: 'lastName', label: catalogue.lastName, text: typed.lastName },
      { member: 'clinic', label: catalogue.clinic, text: typed.clinic },
      { member: 'clinics', label: catalogue.clinics, text: orNone(linesIn(typed.clinics).join(', ')) },
      ...texts.map((member) => ({ member, label: catalogue[member], text: orNone(typed[member]) })),
      { member: 'active', label: catalogue.active.customers.label, text: yesOrNo(typed.active) },
    ];
  },
  nameOf: fullName,
  idFrom: ({ lastName }) => (lastName.trim() === '' ? '' : `dr ${lastName}`),
  bodyOf: ({ id: _, firstName, lastName, clinic, clinics, active, ...typed }) => ({
    ...{ firstName, lastName, clinic, active },
    ...(linesIn(clinics).length > 0 && { clinics: linesIn(clinics) }),
    ...Object.fromEntries(texts.map((member) => [member, textTyped(typed[member])])),
  }),
  schema: PutCustomer,
  amountsOf: () => new Map(),
  first: '/firstName',
  Fields,
};

function Fields({ editing }: FieldsProps<'customers', CustomerTyped>) {
  const { catalogue } = words.value;
  const known = useId();
  const clinics = new Set((lists.customers().value.value ?? []).flatMap((one) => [one.clinic, ...(one.clinics ?? [])]));
  const { value, onInput, ...more } = editing.bind('clinics');
  return (
    <>
      <div class="fields">
        <TextField label={catalogue.firstName} autocomplete="off" {...editing.bind('firstName')} />
        <TextField label={catalogue.lastName} autocomplete="off" {...editing.bind('lastName')} />
      </div>
      <div class="fields">
        <TextField label={catalogue.clinic} hint={catalogue.clinicHint} list={known} {...editing.bind('clinic')} />
        <Field label={catalogue.clinics} hint={catalogue.clinicsHint} optional {...more}>
          {(control) => (
            <textarea
              rows={2}
              {...control}
              value={value}
              onInput={({ currentTarget }) => onInput(currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <datalist id={known}>
        {[...clinics].map((clinic) => (
          <option key={clinic} value={clinic} />
        ))}
      </datalist>
      <div class="fields">
        <TextField label={catalogue.registrationNumber} optional {...editing.bind('registrationNumber')} />
        <TextField label={catalogue.email} inputMode="email" autocomplete="off" optional {...editing.bind('email')} />
        <TextField label={catalogue.phone} inputMode="tel" autocomplete="off" optional {...editing.bind('phone')} />
      </div>
      <TextField label={catalogue.address} hint={catalogue.addressHint} optional {...editing.bind('address')} />
      <CheckField {...catalogue.active.customers} {...editing.bind('active')} />
    </>
  );
}

/** A dentist. */
export const CustomerScreen = entryScreen(customerForm);
