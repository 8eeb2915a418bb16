import { useSignal } from '@preact/signals';
import { goToPlace } from '#desk/order/actions/places.ts';
import { whenSaved } from '#desk/order/actions/when-saved.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { ChangeDueDateDialog } from '#desk/order/sent/change-due-date-dialog.tsx';
import { words } from '#desk/words/words.ts';

/** How a clinic answers a laboratory that waits: by a message, or by another due date. */
export function HoldAnswers({ order }: { order: OpenOrder }) {
  const { actions, thread } = words.value;
  const moves = useSignal(false);
  const { actions: allowed = [] } = order.value.value ?? {};
  const move = () =>
    whenSaved(order, actions.names.changeDueDate, () => {
      moves.value = true;
    });
  return (
    <div class="buttons">
      {allowed.includes('addMessage') && (
        <button type="button" onClick={() => goToPlace('thread')}>
          {thread.write.laboratory}
        </button>
      )}
      {allowed.includes('changeDueDate') && (
        <button type="button" onClick={() => void move()}>
          {actions.names.changeDueDate}
        </button>
      )}
      {moves.value && <ChangeDueDateDialog order={order} onClose={() => (moves.value = false)} />}
    </div>
  );
}
