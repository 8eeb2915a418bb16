import { api, ask } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { ReasonDialog } from '#desk/order/actions/reason-dialog.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

/** Cancels the order, after OK, with a reason if there is one. */
export function CancelDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { cancel, send } = words.value.actions;
  const { number = '', patient = {}, publication } = order.value.value ?? {};
  const name = nameText(patient);
  return (
    <ReasonDialog
      of={order}
      action="cancelOrder"
      title={cancel.title(number)}
      submit={cancel.submit}
      keep={cancel.keep}
      send={(body) => (params) => ask(api.POST('/v1/orders/{number}/cancel', { params, body }))}
      onDone={(done) => sayDone(done, cancel.done)}
      onClose={onClose}
    >
      {name && (
        <dl class="facts">
          <div>
            <dt>{send.patient}</dt>
            <dd class="typed">{name}</dd>
          </div>
        </dl>
      )}
      <p>{publication?.inHands ? `${cancel.told} ${cancel.hint}` : cancel.hint}</p>
    </ReasonDialog>
  );
}
