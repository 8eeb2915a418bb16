import { api, ask } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { ReasonDialog } from '#desk/order/actions/reason-dialog.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { words } from '#desk/words/words.ts';

/** Takes the order back from its laboratory, which has not accepted it yet. */
export function WithdrawDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { withdraw } = words.value.actions;
  const { number = '', laboratory } = order.value.value ?? {};
  return (
    <ReasonDialog
      of={order}
      action="withdrawOrder"
      title={withdraw.title(number)}
      submit={words.value.actions.names.withdrawOrder}
      keep={withdraw.keep}
      send={(body) => (params) => ask(api.POST('/v1/orders/{number}/withdraw', { params, body }))}
      onDone={(done) => sayDone(done, withdraw.done)}
      onClose={onClose}
    >
      <p class="typed">{withdraw.hint(laboratory?.name ?? '')}</p>
    </ReasonDialog>
  );
}
