import { useSignal } from '@preact/signals';
import { sayDone } from '#desk/order/actions/done.tsx';
import { isSaved } from '#desk/order/actions/places.ts';
import { SendDialog } from '#desk/order/actions/send-dialog.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { useShortcuts } from '#desk/parts/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** Sends the order to its laboratory. What is missing is said instead of an error. */
export function SendButton({ order }: { order: OpenOrder }) {
  const { send } = words.value.actions;
  const open = useSignal(false);
  const mayDo = order.value.value?.actions.includes('publishOrder') ?? false;
  const start = async () => {
    const shown = order.value.peek();
    if (await isSaved(order)) open.value = true;
    else if (shown) sayDone(shown, words.value.actions.waits(send.name));
  };
  useShortcuts(mayDo ? [{ keys: 's', does: send.name, run: () => void start() }] : null);
  return (
    <>
      {mayDo && (
        <button type="button" class="primary" onClick={() => void start()}>
          {send.name} <kbd>s</kbd>
        </button>
      )}
      {open.value && <SendDialog order={order} onClose={() => (open.value = false)} />}
    </>
  );
}
