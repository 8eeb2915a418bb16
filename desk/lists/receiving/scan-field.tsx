import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { TextField } from '#desk/parts/field.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';
import { type PaperCode, readPaperCode } from '#domain/printing/paper-code.ts';

/**
 * The field that a scanner types into, which ends with Enter: the work with that label is here. It is ready for the next one at
 * once; `/` leads to it.
 */
export function ScanField({ onScan }: { onScan: (code: PaperCode) => void }) {
  const { receiving } = words.value;
  const form = useRef<HTMLFormElement>(null);
  const text = useSignal('');
  const why = useSignal<'unreadable' | 'foreign' | null>(null);
  const field = () => form.current?.querySelector('input');
  useShortcuts([{ keys: '/', does: receiving.label, run: () => field()?.focus() }]);
  const scan = () => {
    const code = readPaperCode(text.value);
    why.value = code ? isForeign(code) : 'unreadable';
    if (code && why.value === null) {
      text.value = '';
      onScan(code);
    } else field()?.select();
  };
  return (
    <form
      ref={form}
      noValidate
      class="scan"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.value.trim() !== '') scan();
      }}
    >
      <TextField
        label={receiving.label}
        hint={receiving.hint}
        error={why.value ? receiving[why.value] : undefined}
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

/** Whether a paper is of another organisation. */
function isForeign({ tenantId }: PaperCode): 'foreign' | null {
  const caller = person.peek();
  const own = caller && caller.role !== 'laboratory' ? caller.tenantId : null;
  return tenantId === null || tenantId === own ? null : 'foreign';
}
