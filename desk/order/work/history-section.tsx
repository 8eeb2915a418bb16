import { useSignal } from '@preact/signals';
import { goToPlace, places } from '#desk/order/actions/places.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { HistoryList } from '#desk/order/work/history/history-list.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** The history of an order. It is read when it is opened. */
export function HistorySection({ order }: { order: OpenOrder }) {
  const { history } = words.value;
  const open = useSignal(false);
  const shown = order.value.value;
  const mayRead = shown?.actions.includes('getHistory') ?? false;
  const show = () => {
    open.value = true;
    goToPlace('history');
  };
  useShortcuts(mayRead ? [{ keys: 'h', does: history.key, run: show }] : null);
  if (!shown || !mayRead) return null;
  return (
    <details
      id={places.history}
      class="part"
      open={open.value}
      onToggle={({ currentTarget }) => (open.value = currentTarget.open)}
    >
      <summary>
        <h2>{history.title}</h2> <kbd>h</kbd>
      </summary>
      {open.value && <HistoryList number={shown.number} version={shown.version} />}
    </details>
  );
}
