import { useSignal } from '@preact/signals';
import { SendDialog } from '#desk/order/actions/send-dialog.tsx';
import { whenSaved } from '#desk/order/actions/when-saved.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** Sends the order to its laboratory. What is missing is said instead of an error. */
export function SendButton({ order }: { order: OpenOrder }) {
  const { send } = words.value.actions;
  const open = useSignal(false);
  const isReady = order.value.value?.readiness.length === 0;
  const mayDo = order.value.value?.actions.includes('publishOrder') ?? false;
  const start = () =>
    void whenSaved(order, send.name, () => {
      open.value = true;
    });
  useShortcuts(mayDo ? [{ keys: 's', does: send.name, run: start }] : null);
  return (
    <>
      {mayDo && (
        <button type="button" class={isReady ? 'primary' : ''} onClick={start}>
          {send.name} <kbd>s</kbd>
        </button>
      )}
      {open.value && <SendDialog order={order} onClose={() => (open.value = false)} />}
    </>
  );
}
