import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { go } from '#desk/address/address.ts';
import type { LabOrderRow } from '#desk/api/client.ts';
import { scanned } from '#desk/laboratory/start/scanned.ts';
import { TextField } from '#desk/parts/field.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** The field that a scanner types into, which ends with Enter. It leads to the order of a form or label; `/` leads to it. */
export function ScanField({ rows }: { rows: readonly LabOrderRow[] }) {
  const form = useRef<HTMLFormElement>(null);
  const text = useSignal('');
  const why = useSignal<'unreadable' | 'unknown' | 'several' | null>(null);
  const { scan } = words.value.laboratory;
  useShortcuts([{ keys: '/', does: scan.label, run: () => form.current?.querySelector('input')?.focus() }]);
  const open = () => {
    const found = scanned(text.value, rows);
    if (found.kind === 'order') return go(found.address);
    why.value = found.kind;
    form.current?.querySelector('input')?.select();
  };
  return (
    <form
      ref={form}
      class="scan"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <TextField
        label={scan.label}
        hint={scan.hint}
        error={why.value ? scan[why.value] : undefined}
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
