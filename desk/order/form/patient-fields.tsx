import type { Form } from '#desk/order/form/model/form.ts';
import { OtherOrders } from '#desk/order/form/other-orders.tsx';
import { type Editor, errorAt } from '#desk/order/form/state/editor.ts';
import { CautionsAt } from '#desk/parts/cautions.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

/** For whom the order is. */
export function PatientFields({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const { patient } = editor.form.value;
  const field = (member: keyof Form['patient']) => ({
    pointer: `/patient/${member}`,
    value: patient[member],
    error: errorAt(editor, `/patient/${member}`),
    onInput: (value: string) => editor.set({ patient: { ...patient, [member]: value } }),
    autocomplete: 'off' as const,
  });
  return (
    <fieldset class="order-part">
      <legend id="field-patient" tabIndex={-1}>
        {text.patient}
      </legend>
      <CautionsAt pointer="/patient" />
      <div class="fields">
        <TextField label={text.lastName} {...field('lastName')} />
        <TextField label={text.firstName} {...field('firstName')} optional />
        <TextField label={text.dateOfBirth} {...field('dateOfBirth')} type="date" optional />
        <TextField label={text.reference} {...field('reference')} hint={text.referenceHint} optional />
      </div>
      <OtherOrders name={patient.lastName} own={editor.base.value?.number} />
    </fieldset>
  );
}
