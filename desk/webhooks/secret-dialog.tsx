import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Dialog } from '#desk/parts/dialog.tsx';
import { Field } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

/** Shows a new secret, once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { webhooks } = words.value;
  const copied = useSignal(false);
  const field = useRef<HTMLDivElement>(null);
  const select = () => field.current?.querySelector('input')?.select();
  useEffect(select, []);
  const copy = async () => {
    select();
    try {
      await navigator.clipboard.writeText(secret);
      copied.value = true;
    } catch {
      // The browser does not let the page write there: the secret is selected, so that Ctrl+C copies it.
    }
  };
  return (
    <Dialog title={webhooks.secret} onClose={onClose} isOnce>
      <p>{webhooks.secretOnce}</p>
      <div ref={field}>
        <Field label={webhooks.secret}>{(control) => <input {...control} readOnly value={secret} />}</Field>
      </div>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => void copy()}>
          {webhooks.copy}
        </button>
        <span role="status">{copied.value && webhooks.copied}</span>
      </div>
    </Dialog>
  );
}
