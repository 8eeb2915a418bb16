import { useId } from 'preact/hooks';
import { idOf } from '#desk/parts/field.tsx';

type Props = { label: string; hint?: string; pointer?: string; value: boolean; onInput: (value: boolean) => void };

/** A box that is checked or not, with a sentence of what that does. */
export function CheckField({ label, hint, pointer, value, onInput }: Props) {
  const made = useId();
  const id = pointer === undefined ? made : idOf(pointer);
  return (
    <div class="check explained">
      <input
        type="checkbox"
        id={id}
        aria-describedby={hint && `${id}-hint`}
        checked={value}
        onInput={({ currentTarget }) => onInput(currentTarget.checked)}
      />
      <label for={id}>
        {label}{' '}
        {hint && (
          <span class="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </label>
    </div>
  );
}
