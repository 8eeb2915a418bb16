import { enclosuresIn } from '#desk/order/form/model/patch.ts';
import { cautionsAt, type Editor, errorAt, known } from '#desk/order/form/state/editor.ts';
import { datesWanted } from '#desk/order/work/plan/dates-wanted.ts';
import { CautionsAt } from '#desk/parts/cautions.tsx';
import { goTo } from '#desk/parts/error-summary.tsx';
import { Field, idOf, SelectField, TextField } from '#desk/parts/field.tsx';
import { dateText } from '#desk/parts/format.ts';
import { today } from '#desk/parts/today.ts';
import { usualLeft } from '#desk/words/usual-enclosures.ts';
import { language, words } from '#desk/words/words.ts';
import { clinicsOf } from '#domain/catalog/customers.ts';
import { fullName } from '#domain/kernel/full-name.ts';

/** Who orders, who makes it, for which clinic and for when. */
export function DeliveryFields({ editor }: { editor: Editor }) {
  const text = words.value.form;
  return (
    <fieldset class="order-part">
      <legend>{text.delivery}</legend>
      <div class="fields">
        <Laboratory editor={editor} />
        <DueDate editor={editor} />
        <Dentist editor={editor} />
      </div>
    </fieldset>
  );
}

/** Chooses the dentist of a new order. */
export function DentistChoice({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const active = (known().customers ?? []).filter((one) => one.active);
  return (
    <div class="fields">
      <SelectField
        label={text.dentist}
        pointer="/customerId"
        // Nobody is told so before they want to save.
        error={editor.refused.value.length > 0 ? errorAt(editor, '/customerId') : undefined}
        value={editor.form.value.customerId}
        none={words.value.parts.choose}
        options={active.map((one) => [one.customerId, `${one.lastName}, ${one.firstName}`])}
        onInput={(customerId) => editor.set({ customerId, clinic: '' })}
      />
    </div>
  );
}

/** Whether the person says whose order it is: managers, of a new one. */
export const choosesDentist = ({ base, person }: Editor): boolean => base.value === null && person.role === 'manager';

/** The dentist, where they are not chosen, and the clinic: one of theirs. */
function Dentist({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const { base, form, person, set } = editor;
  const { customerId, clinic } = form.value;
  const id = person.role === 'dentist' ? person.customerId : customerId;
  const customer = known().customers?.find((one) => one.customerId === id);
  const name = base.value?.customer ?? customer;
  const error = errorAt(editor, '/clinic');
  const clinics = new Set([...(customer ? clinicsOf(customer) : []), ...(clinic ? [clinic] : [])]);
  const isChoice = clinics.size > 1 || error !== undefined;
  const where = isChoice ? '' : [...clinics].join();
  return (
    <>
      {isChoice && (
        <SelectField
          label={text.clinic}
          pointer="/clinic"
          error={error}
          value={clinic || (customer?.clinic ?? '')}
          options={[...clinics].map((one) => [one, one])}
          onInput={(next) => set({ clinic: next })}
        />
      )}
      {name && !choosesDentist(editor) && (
        <div class="field" {...(!isChoice && { id: idOf('/clinic'), tabIndex: -1 })}>
          <span class="label">{text.dentist}</span>
          <span class="typed" id={idOf('/customerId')} tabIndex={-1}>
            {[fullName(name), where].filter(Boolean).join(', ')}
          </span>
          <CautionsAt pointer="/customerId" />
          {!isChoice && <CautionsAt pointer="/clinic" />}
        </div>
      )}
      {where && choosesDentist(editor) && (
        <div class="field">
          <span class="label">{text.clinic}</span>
          <span class="typed">{where}</span>
        </div>
      )}
    </>
  );
}

function Laboratory({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const { base, form, set } = editor;
  const { laboratoryId } = form.value;
  const { laboratories = [] } = known();
  const listed = laboratories.filter((one) => one.active || one.laboratoryId === laboratoryId);
  const stored = base.value?.laboratory;
  const isListed = listed.some((one) => one.laboratoryId === laboratoryId);
  return (
    <SelectField
      label={text.laboratory}
      pointer="/laboratoryId"
      error={errorAt(editor, '/laboratoryId')}
      value={laboratoryId}
      none={words.value.parts.choose}
      options={[
        ...listed.map((one) => [one.laboratoryId, one.name] as const),
        ...(laboratoryId && !isListed ? [[laboratoryId, stored?.name ?? laboratoryId] as const] : []),
      ]}
      onInput={(next) => set({ laboratoryId: next })}
    />
  );
}

/** The due date, with a proposal that one click takes. */
function DueDate({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const { form, judged, set } = editor;
  const { dueDate } = form.value;
  const { proposed } = judged.value;
  const cautions = cautionsAt(editor, '/dueDate');
  const error = errorAt(editor, '/dueDate');
  const { base } = editor;
  const { number, actions, workPlan, dueDate: before = null } = base.value ?? {};
  const planned = actions?.includes('planWork') ? (workPlan?.tasks ?? []).filter((task) => task.dueDate) : [];
  const automatic = planned.filter(({ origin }) => origin === 'automatic');
  const isMoved = dueDate !== '' && dueDate !== before;
  const isLate = automatic.some((task) => task.dueDate && task.dueDate < today());
  const isAsked = dueDate === '' || cautions.length > 0 || error !== undefined;
  return (
    <div class="due">
      <TextField
        label={text.dueDate}
        hint={text.dueHint}
        pointer="/dueDate"
        type="date"
        value={dueDate}
        error={error}
        onInput={(next) => set({ dueDate: next })}
      />
      <p class="buttons">
        {dueDate && <span>{dateText(dueDate)}</span>}
        {isAsked && proposed !== undefined && proposed !== dueDate && (
          <button
            type="button"
            class="link"
            onClick={() => {
              set({ dueDate: proposed });
              // The button goes away with the focus.
              goTo('/dueDate');
            }}
          >
            {text.propose(dateText(proposed))}
          </button>
        )}
      </p>
      {planned.length > 0 && isMoved && <p class="hint">{text.planStays}</p>}
      {automatic.length > 0 && dueDate !== '' && (isMoved || isLate) && (
        <button type="button" class="small-button" onClick={() => (datesWanted.value = number ?? null)}>
          {isMoved ? text.saveAndSetDates : words.value.plan.setDates}
        </button>
      )}
    </div>
  );
}

/** What travels with the order, and a note. */
export function NoteFields({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const { form, set } = editor;
  const { enclosures, note } = form.value;
  const listed = enclosuresIn(enclosures);
  const add = (one: string) => {
    set({ enclosures: [...listed, one].join('\n') });
    // The button goes away with the focus.
    goTo('/enclosures');
  };
  return (
    <div class="fields order-part">
      <div class="enclosures">
        <Field
          label={text.enclosures}
          hint={text.enclosuresHint}
          optional
          pointer="/enclosures"
          error={errorAt(editor, '/enclosures')}
        >
          {(control) => (
            <textarea
              {...control}
              rows={3}
              value={enclosures}
              onInput={({ currentTarget }) => set({ enclosures: currentTarget.value })}
            />
          )}
        </Field>
        <div class="buttons">
          {usualLeft(listed, language.value).map((one) => (
            <button key={one} type="button" class="small-button" onClick={() => add(one)}>
              + {one}
            </button>
          ))}
        </div>
      </div>
      <Field label={text.note} optional pointer="/note" error={errorAt(editor, '/note')}>
        {(control) => (
          <textarea
            {...control}
            rows={5}
            value={note}
            onInput={({ currentTarget }) => set({ note: currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}
