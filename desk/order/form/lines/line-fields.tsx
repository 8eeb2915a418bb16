import { useId } from 'preact/hooks';
import type { TypedLine } from '#desk/order/form/model/form.ts';
import { hanging } from '#desk/order/form/model/patch.ts';
import { knownTeeth, textOf } from '#desk/order/form/model/teeth-text.ts';
import { type Editor, errorAt } from '#desk/order/form/state/editor.ts';
import { CautionsAt } from '#desk/parts/cautions.tsx';
import { idOf, SelectField, TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { readShade, shadeSystems, valuesOf } from '#domain/kernel/shade.ts';
import { Arch, drawTooth, inListingOrder, type Tooth } from '#domain/kernel/teeth.ts';

/** A part of the editor of a line; `place` is the pointer of the line. */
export type PartProps = { editor: Editor; line: TypedLine; place: string };

/** What the hint of the teeth shows, in the notation of the order. */
const example: readonly Tooth[] = ['11', '24', '25', '26'];

/** The teeth, typed as people write them. When the field is left, they are written as everybody reads them. */
export function TeethField({ editor, line, place }: PartProps) {
  const text = words.value.form;
  const { notation } = editor.form.value;
  const tidy = () => {
    const error = editor.judged.value.faults.some(({ pointer }) => pointer.startsWith(`${place}/teeth`));
    if (error) return;
    const teeth = textOf(knownTeeth(line.teeth, notation), notation);
    editor.setLine(line.key, { teeth, pontics: hanging(line, notation) });
  };
  return (
    <TextField
      label={text.teeth}
      hint={text.teethHint(notation, textOf(example, notation))}
      pointer={`${place}/teeth`}
      error={errorAt(editor, `${place}/teeth`)}
      value={line.teeth}
      onInput={(teeth) => editor.setLine(line.key, { teeth })}
      onBlur={tidy}
      autocomplete="off"
    />
  );
}

/** The jaw of work that names no teeth. */
export function Jaw({ editor, line, place }: PartProps) {
  const text = words.value.form;
  return (
    <Choices
      label={text.jaw}
      pointer={`${place}/arch`}
      error={errorAt(editor, `${place}/arch`)}
      options={Arch.options.map((one) => [one, text.arch[one]] as const)}
      value={line.arch}
      onChoose={(arch) => editor.setLine(line.key, { arch })}
    />
  );
}

type ChoicesProps<Value extends string> = {
  label: string;
  pointer: string;
  error: string | undefined;
  options: readonly (readonly [value: Value, text: string])[];
  value: Value | '';
  onChoose: (value: Value) => void;
};

/** One of a few choices, side by side. */
function Choices<Value extends string>({ label, pointer, error, options, value, onChoose }: ChoicesProps<Value>) {
  const name = useId();
  const [first] = options;
  return (
    <fieldset class={error ? 'field invalid' : 'field'}>
      <legend>{label}</legend>
      {error && <p class="fault">{error}</p>}
      <div class="side-by-side">
        {options.map((option) => (
          <label key={option[0]} class="check">
            <input
              type="radio"
              name={name}
              {...(option === first && { id: idOf(pointer) })}
              checked={option[0] === value}
              onChange={() => onChoose(option[0])}
            />
            {option[1]}
          </label>
        ))}
      </div>
      <CautionsAt pointer={pointer} />
    </fieldset>
  );
}

type ShadeProps = PartProps & { member: 'shade' | 'stumpShade' };

/** A shade: its guide, and its value as the guide prints it or as people write it. */
export function Shade({ editor, line, place, member }: ShadeProps) {
  const text = words.value.form;
  const list = useId();
  const { system, value } = line[member];
  const isTooth = member === 'shade';
  const set = (next: { system?: typeof system; value?: string }) =>
    editor.setLine(line.key, { [member]: { ...line[member], ...next } });
  const tidy = () => {
    const read = readShade(system, value);
    if (value.trim() !== '' && read !== undefined) set({ value: read });
  };
  return (
    <div class="pair">
      <TextField
        label={isTooth ? text.shade : text.stumpShade}
        pointer={`${place}/${member}`}
        error={errorAt(editor, `${place}/${member}`)}
        value={value}
        list={list}
        onInput={(next) => set({ value: next })}
        onBlur={tidy}
        autocomplete="off"
      />
      <datalist id={list}>
        {(valuesOf(system) ?? []).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <SelectField
        label={isTooth ? text.shadeGuide : text.stumpGuide}
        value={system}
        options={shadeSystems[member].map((one) => [one, one === 'other' ? text.otherGuide : one])}
        onInput={(next) => set({ system: shadeSystems[member].find((one) => one === next) ?? system })}
      />
    </div>
  );
}

/** Which of the teeth hang. */
export function Pontics({ editor, line, place }: PartProps) {
  const text = words.value.form;
  const { notation } = editor.form.value;
  const teeth = inListingOrder(knownTeeth(line.teeth, notation));
  const pontics = hanging(line, notation);
  const error = errorAt(editor, `${place}/pontics`);
  return (
    <fieldset class={error ? 'field invalid' : 'field'}>
      <legend id={idOf(`${place}/pontics`)} tabIndex={-1}>
        {text.pontics}
      </legend>
      <p class="hint">{teeth.length > 0 ? text.ponticsHint : text.ponticsAfterTeeth}</p>
      {error && <p class="fault">{error}</p>}
      <div class="buttons">
        {teeth.map((tooth) => (
          <button
            key={tooth}
            type="button"
            class="toggle"
            aria-pressed={pontics.includes(tooth)}
            onClick={() => togglePontic(editor, line, tooth)}
          >
            {drawTooth(tooth, notation)}
          </button>
        ))}
      </div>
      <CautionsAt pointer={`${place}/pontics`} />
    </fieldset>
  );
}

/** Makes a tooth of a line a pontic, or an abutment again. */
function togglePontic(editor: Editor, line: TypedLine, tooth: Tooth): void {
  const { pontics, key } = line;
  const next = pontics.includes(tooth) ? pontics.filter((one) => one !== tooth) : [...pontics, tooth];
  editor.setLine(key, { pontics: next });
}

/** What carries the work. */
export function Implant({ editor, line, place }: PartProps) {
  const text = words.value.form;
  const { implant } = line;
  const { system, platform, retention } = implant;
  const set = (part: Partial<typeof implant>) => editor.setLine(line.key, { implant: { ...implant, ...part } });
  return (
    <div class="fields">
      <TextField
        label={text.implantSystem}
        pointer={`${place}/implant/system`}
        error={errorAt(editor, `${place}/implant/system`)}
        value={system}
        onInput={(next) => set({ system: next })}
      />
      <TextField
        label={text.implantPlatform}
        pointer={`${place}/implant/platform`}
        error={errorAt(editor, `${place}/implant/platform`)}
        value={platform}
        onInput={(next) => set({ platform: next })}
      />
      <Choices
        label={text.retention}
        pointer={`${place}/implant/retention`}
        error={errorAt(editor, `${place}/implant/retention`)}
        options={[
          ['screw', text.retentions.screw],
          ['cement', text.retentions.cement],
        ]}
        value={retention}
        onChoose={(next) => set({ retention: next })}
      />
    </div>
  );
}
