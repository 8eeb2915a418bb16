import { useMemo } from 'preact/hooks';
import { api, ask } from '#desk/api/client.ts';
import { ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { sayDone } from '#desk/order/actions/done.tsx';
import { useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { words } from '#desk/words/words.ts';

/**
 * Says that the work is in the clinic, after a question: a key alone, which a scanner may press as well, changes nothing.
 */
export function ReceiveDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { receive } = words.value.actions;
  const sending = useSending(order);
  const isOnItsWay = useMemo(() => order.value.peek()?.status === 'shipped', []);
  const submit = async () => {
    const done = await sending.send('receive', (params) =>
      ask(api.POST('/v1/orders/{number}/receive', { params, body: {} })),
    );
    if (!done) return;
    onClose();
    sayDone(done, receive.done);
  };
  return (
    <ActionDialog
      of={order}
      action="receiveOrder"
      place="/receive"
      title={receive.title(order.value.value?.number ?? '')}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={onClose}
      submit={receive.submit}
      keep={receive.keep}
      isReady
    >
      {!isOnItsWay && <p>{receive.hint}</p>}
    </ActionDialog>
  );
}
