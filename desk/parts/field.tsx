import type { ComponentChildren, JSX } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { Cautions, CautionsIn } from '#desk/parts/cautions.tsx';
import { words } from '#desk/words/words.ts';

/** What every field has: its label, a hint, and what is wrong with it. `pointer` is its place in the request. */
export type FieldProps = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  pointer?: string;
};

type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined };

type Props = FieldProps & { children: (control: Control) => ComponentChildren };

/**
 * A label with its control, a hint, an error, and what there is to check. The id of the control is its pointer,
 * so that links lead to it.
 */
export function Field({ label, hint, error, optional = false, pointer, children }: Props) {
  const made = useId();
  const id = pointer === undefined ? made : idOf(pointer);
  const cautionsAt = useContext(CautionsIn);
  const cautions = pointer === undefined ? [] : cautionsAt(pointer);
  const described = [hint && `${id}-hint`, error && `${id}-error`, cautions.length > 0 && `${id}-cautions`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for={id}>
        {label} {optional && <span class="small">({words.value.parts.optional})</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="fault" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {cautions.length > 0 && (
        <div id={`${id}-cautions`}>
          <Cautions of={cautions} />
        </div>
      )}
    </div>
  );
}

/** The id of the field at a pointer, such as `/services/0/shade`. */
export const idOf = (pointer: string): string => `field${pointer.replaceAll('/', '-')}`;

/** The pointer of the field with an id; of another element, one that leads nowhere. */
export const pointerOf = (id: string): string => id.replace(/^field/, '').replaceAll('-', '/');

type TextProps = FieldProps & {
  value: string;
  onInput: (value: string) => void;
} & Omit<JSX.InputHTMLAttributes, 'value' | 'onInput' | 'label' | 'class'>;

/** A line of text, or a date, a number and so on by its `type`. */
export function TextField({ label, hint, error, optional = false, pointer, value, onInput, ...rest }: TextProps) {
  return (
    <Field {...{ label, hint, error, optional, ...(pointer !== undefined && { pointer }) }}>
      {(control) => (
        <input {...rest} {...control} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
      )}
    </Field>
  );
}

type SelectProps = FieldProps & {
  value: string;
  onInput: (value: string) => void;
  /** The choices, each a value and its words. */
  options: readonly (readonly [value: string, text: string])[];
  /** The words for no choice; without them there is always one. */
  none?: string;
} & Omit<JSX.SelectHTMLAttributes, 'value' | 'onInput' | 'label' | 'class'>;

/** One of several choices. */
export function SelectField(props: SelectProps) {
  const { label, hint, error, optional = false, pointer, value, onInput, options, none, ...rest } = props;
  return (
    <Field {...{ label, hint, error, optional, ...(pointer !== undefined && { pointer }) }}>
      {(control) => (
        <select {...rest} {...control} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
