import type { Order } from '#desk/api/client.ts';
import { type Printer, type PrintTyped, sectionsFor } from '#desk/order/actions/print/print-typed.ts';
import { idOf, SelectField, TextField } from '#desk/parts/field.tsx';
import { languageNames, words } from '#desk/words/words.ts';
import { languages } from '#domain/kernel/language.ts';
import { ToothNotation } from '#domain/kernel/teeth.ts';
import { LabelSize, Paper, type Section } from '#domain/printing/printed-document.ts';

type Props = {
  order: Order;
  printer: Printer;
  typed: PrintTyped;
  errorAt: (pointer: string) => string | undefined;
  onChange: (typed: PrintTyped) => void;
};

/** The choices of a list, each by its own name. */
const asWritten = (values: readonly string[]) => values.map((value) => [value, value] as const);

/** What is printed, and how. */
export function PrintChoices({ order, printer, typed, errorAt, onChange }: Props) {
  const { print } = words.value;
  const isForm = typed.kind === 'form';
  return (
    <>
      <fieldset>
        <legend>{print.kind}</legend>
        <div class="buttons">
          {(['form', 'label'] as const).map((kind) => (
            <label key={kind} class="check">
              <input
                type="radio"
                name="print-kind"
                checked={typed.kind === kind}
                // Enter prints from here, too.
                autofocus={kind === 'form'}
                onChange={() => onChange({ ...typed, kind })}
              />
              {print.kinds[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      {isForm && <Sections {...{ order, printer, typed, errorAt, onChange }} />}
      <div class={isForm ? 'fields narrow' : 'fields'}>
        {isForm ? (
          <>
            <SelectField
              label={print.paper}
              value={typed.paper}
              options={asWritten(Paper.options)}
              onInput={(paper) => onChange({ ...typed, paper: Paper.parse(paper) })}
            />
            <SelectField
              label={print.notation}
              value={typed.toothNotation}
              options={asWritten(ToothNotation.options)}
              onInput={(notation) => onChange({ ...typed, toothNotation: ToothNotation.parse(notation) })}
            />
          </>
        ) : (
          <SelectField
            label={print.size}
            value={typed.size}
            options={LabelSize.options.map((size) => [size, `${size.replace('x', ' × ')} mm`] as const)}
            onInput={(size) => onChange({ ...typed, size: LabelSize.parse(size) })}
          />
        )}
        <SelectField
          label={print.language}
          value={typed.language}
          options={languages.map((one) => [one, languageNames[one]] as const)}
          onInput={(chosen) => {
            const language = languages.find((one) => one === chosen);
            if (language) onChange({ ...typed, language });
          }}
        />
        <TextField
          label={print.copies}
          inputMode="numeric"
          pointer="/print/copies"
          error={errorAt('/copies')}
          value={typed.copies}
          onInput={(copies) => onChange({ ...typed, copies })}
        />
      </div>
    </>
  );
}

/** The parts of the form, as far as this person may see them. */
function Sections({ order, printer, typed, errorAt, onChange }: Props) {
  const { print } = words.value;
  const error = errorAt('/sections');
  const turn = (section: Section, on: boolean) =>
    onChange({
      ...typed,
      sections: on ? [...typed.sections, section] : typed.sections.filter((one) => one !== section),
    });
  return (
    <fieldset id={idOf('/print/sections')} tabIndex={-1}>
      <legend>{print.sections}</legend>
      {error && <p class="fault">{error}</p>}
      {sectionsFor(order, printer).map((section) => (
        <label key={section} class="check">
          <input
            type="checkbox"
            checked={typed.sections.includes(section)}
            onChange={({ currentTarget }) => turn(section, currentTarget.checked)}
          />
          {print.sectionNames[section]}
        </label>
      ))}
    </fieldset>
  );
}
