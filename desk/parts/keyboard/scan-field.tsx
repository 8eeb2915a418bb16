import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { TextField } from '#desk/parts/field.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';

type Props<Why extends string> = {
  label: string;
  hint: string;
  errors: Record<Why, string>;
  take: (text: string) => Why | null;
};

/**
 * A field that a scanner types into, which ends with Enter; `/` leads to it. What `take` can do nothing with stays selected, with
 * the error that it names; else the field is ready for the next one at once.
 */
export function ScanField<Why extends string>({ label, hint, errors, take }: Props<Why>) {
  const form = useRef<HTMLFormElement>(null);
  const text = useSignal('');
  const why = useSignal<Why | null>(null);
  const field = () => form.current?.querySelector('input');
  useShortcuts([{ keys: '/', does: label, run: () => field()?.focus() }]);
  const scan = () => {
    why.value = take(text.value);
    if (why.value === null) text.value = '';
    else field()?.select();
  };
  return (
    <form
      ref={form}
      noValidate
      class="scan"
      onSubmit={(event) => {
        event.preventDefault();
        scan();
      }}
    >
      <TextField
        label={label}
        hint={hint}
        error={why.value === null ? undefined : errors[why.value]}
        type="search"
        autocomplete="off"
        maxLength={64}
        value={text.value}
        onInput={(typed) => {
          text.value = typed;
          why.value = null;
        }}
      />
    </form>
  );
}
