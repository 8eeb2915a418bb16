import { useLayoutEffect, useRef } from 'preact/hooks';
import { Implant, Jaw, Pontics, Shade, TeethField } from '#desk/order/form/lines/line-fields.tsx';
import { MoreOfLine } from '#desk/order/form/lines/more-of-line.tsx';
import type { TypedLine } from '#desk/order/form/model/form.ts';
import { cautionsAt, type Editor, errorAt, saidByLaboratory, serviceOf } from '#desk/order/form/state/editor.ts';
import { Cautions } from '#desk/parts/cautions.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

type Props = { editor: Editor; line: TypedLine; index: number; onRemove: () => void };

/** A line that is open. It asks only for what its service needs, and for what is there already. */
export function LineEditor({ editor, line, index, onRemove }: Props) {
  const text = words.value.form;
  const box = useRef<HTMLLIElement>(null);
  const service = serviceOf(editor, line);
  const needs = service?.needs ?? {};
  const { toFocus, open } = editor;
  useLayoutEffect(() => {
    if (toFocus.value !== line.key) return;
    toFocus.value = null;
    box.current?.querySelector<HTMLElement>('input, select, button')?.focus();
  });
  const close = () => {
    open.value = null;
    // The button goes away with the focus: the closed line takes it.
    toFocus.value = line.key;
  };
  const place = `/services/${index}`;
  const parts = { editor, line, place };
  const hasTeeth = line.teeth.trim() !== '';
  const asked = (member: string, within = true) =>
    saidByLaboratory(editor.judged.value.returned, `${place}/${member}`, within);
  // What the laboratory asks for has its field, whether the service needs it or not; but these have none.
  const unplaced = [
    ...asked('implant', false),
    ...(hasTeeth ? asked('arch') : []),
    ...(editor.person.role === 'manager' ? [] : asked('unitPrice')),
  ];
  return (
    <li ref={box} id={idOf(place)} tabIndex={-1} class="line open" aria-labelledby={`${idOf(place)}-name`}>
      <h3 id={`${idOf(place)}-name`} class="typed">
        {service?.name ?? line.serviceId}
      </h3>
      <div class="fields">
        {(needs.teeth || hasTeeth || asked('teeth').length > 0) && <TeethField {...parts} />}
        {(needs.arch || asked('arch').length > 0) && !hasTeeth && <Jaw {...parts} />}
        {(needs.shade || line.shade.value || asked('shade').length > 0) && <Shade {...parts} member="shade" />}
      </div>
      {(needs.pontics || line.pontics.length > 0 || asked('pontics').length > 0) && <Pontics {...parts} />}
      {(needs.implant || line.implant.system || line.implant.platform || asked('implant').length > 0) && (
        <Implant {...parts} />
      )}
      <Cautions of={[...cautionsAt(editor, place), ...unplaced]} />
      <MoreOfLine {...parts} />
      {errorAt(editor, `${place}/serviceId`) && <p class="fault">{errorAt(editor, `${place}/serviceId`)}</p>}
      <div class="buttons">
        <button type="button" onClick={close}>
          {text.done}
        </button>
        <button type="button" class="quiet" onClick={onRemove}>
          {text.remove}
        </button>
      </div>
    </li>
  );
}
