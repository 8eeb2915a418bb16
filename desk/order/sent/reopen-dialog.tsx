import { api, ask } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { ReasonDialog } from '#desk/order/actions/reason-dialog.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { words } from '#desk/words/words.ts';

/** Sends the work back to its laboratory, by the same prescription, and says why. */
export function ReopenDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { reopen } = words.value.actions;
  return (
    <ReasonDialog
      of={order}
      action="reopenOrder"
      title={reopen.title(order.value.value?.number ?? '')}
      submit={reopen.submit}
      keep={reopen.keep}
      isRequired
      send={({ reason = '' }) =>
        (params) =>
          ask(api.POST('/v1/orders/{number}/reopen', { params, body: { reason } }))
        }
      onDone={(done) => sayDone(done, reopen.done)}
      onClose={onClose}
    >
      <p>{reopen.hint}</p>
    </ReasonDialog>
  );
}
