import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { TextField } from '#desk/parts/field.tsx';
import { takeScans } from '#desk/parts/keyboard/scans.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';

type Props<Why extends string> = {
  label: string;
  hint: string;
  errors: Record<Why, string>;
  take: (text: string) => Why | null;
};

let left: string | null = null;

/** Leaves what was scanned elsewhere to the next field for scans that is shown. */
export const leaveToField = (text: string): void => {
  left = text;
};

/**
 * A field that a scanner types into, which ends with Enter; `/` leads to it, and it takes what is scanned outside of
 * text fields. What `take` can do nothing with stays selected, with the error that it names; else the field is ready
 * for the next one at once.
 */
export function ScanField<Why extends string>({ label, hint, errors, take }: Props<Why>) {
  const form = useRef<HTMLFormElement>(null);
  const text = useSignal('');
  const why = useSignal<Why | null>(null);
  const field = () => form.current?.querySelector('input');
  useShortcuts([{ keys: '/', does: label, run: () => field()?.focus() }]);
  const scan = (typed: string) => {
    why.value = take(typed);
    text.value = why.value === null ? '' : typed;
    if (why.value !== null) queueMicrotask(() => field()?.select());
  };
  useLayoutEffect(() => takeScans(scan));
  useLayoutEffect(() => {
    if (left !== null) scan(left);
    left = null;
  }, []);
  return (
    <form
      ref={form}
      noValidate
      class="scan"
      onSubmit={(event) => {
        event.preventDefault();
        scan(text.value);
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
