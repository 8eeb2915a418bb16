import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { LineChart } from '#desk/order/form/lines/line-chart.tsx';
import { LineEditor } from '#desk/order/form/lines/line-editor.tsx';
import { ServiceChoice } from '#desk/order/form/lines/service-choice.tsx';
import type { TypedLine } from '#desk/order/form/model/form.ts';
import { inNotation } from '#desk/order/form/model/merged.ts';
import { isNarrow } from '#desk/order/form/narrow.ts';
import { type Editor, errorWithin, openLine, saidByLaboratory, serviceOf } from '#desk/order/form/state/editor.ts';
import { writeIn } from '#desk/order/form/state/usual.ts';
import { Cautions, CautionsAt } from '#desk/parts/cautions.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { ToothNotation } from '#domain/kernel/teeth.ts';

/** What is ordered: one service after another, of which one is open. */
export function Lines({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const { form, open, set } = editor;
  const removed = useSignal<{ line: TypedLine; place: number } | null>(null);
  const { lines } = form.value;
  const remove = (line: TypedLine) => {
    removed.value = { line, place: lines.indexOf(line) };
    set({ lines: lines.filter((one) => one !== line) });
    document.getElementById(idOf('/services'))?.focus();
  };
  const undo = ({ line, place }: { line: TypedLine; place: number }) => {
    removed.value = null;
    set({ lines: lines.toSpliced(place, 0, line) });
    openLine(editor, line.key);
  };
  return (
    <fieldset class="order-part">
      <legend>{text.services}</legend>
      <Notation editor={editor} />
      <CautionsAt pointer="/toothNotation" />
      <ul class="lines">
        {lines.map((line, index) =>
          open.value === line.key ? (
            <LineEditor key={line.key} editor={editor} line={line} index={index} onRemove={() => remove(line)} />
          ) : (
            <ClosedLine key={line.key} editor={editor} line={line} index={index} />
          ),
        )}
      </ul>
      <p role="status" class="undo">
        {removed.value && (
          <>
            <span class="typed">{text.removed(serviceOf(editor, removed.value.line)?.name ?? '')}</span>{' '}
            <button type="button" class="link" onClick={() => removed.value && undo(removed.value)}>
              {text.undo}
            </button>
          </>
        )}
      </p>
      {isNarrow.value && lines.length > 0 && <LineChart editor={editor} />}
      <ServiceChoice editor={editor} />
    </fieldset>
  );
}

/** How teeth are written. Teeth that are named already stay the same teeth. */
function Notation({ editor }: { editor: Editor }) {
  const { form } = editor;
  const choose = (notation: ToothNotation) => {
    form.value = inNotation(form.value, notation);
    writeIn(notation);
  };
  return (
    <label class="notation small">
      {words.value.form.notation}
      <select
        id={idOf('/toothNotation')}
        value={form.value.notation}
        onChange={({ currentTarget }) => {
          const chosen = ToothNotation.options.find((one) => one === currentTarget.value);
          if (chosen) choose(chosen);
        }}
      >
        {ToothNotation.options.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
}

type LineProps = { editor: Editor; line: TypedLine; index: number };

/** A line that is not open: what it says in one row. */
function ClosedLine({ editor, line, index }: LineProps) {
  const text = words.value.form;
  const button = useRef<HTMLButtonElement>(null);
  const { toFocus } = editor;
  useLayoutEffect(() => {
    if (toFocus.value !== line.key) return;
    toFocus.value = null;
    button.current?.focus();
  });
  const { teeth, arch, shade } = line;
  const place = `/services/${index}`;
  const error = errorWithin(editor, place);
  const where = teeth || (arch && text.arch[arch]);
  const said = [where, shade.value].filter(Boolean).join(' · ');
  const missing = editor.judged.value.readiness.filter(({ pointer }) => pointer.startsWith(`${place}/`));
  return (
    <li>
      <button
        ref={button}
        type="button"
        id={idOf(place)}
        class="line"
        aria-expanded={false}
        onClick={() => openLine(editor, line.key)}
      >
        <span class="typed">{serviceOf(editor, line)?.name ?? line.serviceId}</span>
        <span class="small typed">{said}</span>
      </button>
      {error && <p class="fault typed">{error}</p>}
      {missing.length > 0 && <p class="small">{text.lineMissing(missing.length)}</p>}
      <Cautions of={saidByLaboratory(editor.judged.value.returned, place, true)} />
    </li>
  );
}
