import { api, ask } from '#desk/api/client.ts';
import type { ActionProps } from '#desk/laboratory/order/use-action.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { ReasonDialog } from '#desk/order/actions/reason-dialog.tsx';
import { words } from '#desk/words/words.ts';

/** Takes back that the work is finished or on its way. */
export function ReopenDialog({ order, onClose }: ActionProps) {
  const { laboratory, parts } = words.value;
  const { reopen } = laboratory.actions;
  return (
    <ReasonDialog
      of={order}
      action="reopenLabOrder"
      title={reopen.title(order.path.number)}
      submit={reopen.name}
      keep={parts.back}
      isRequired
      send={({ reason = '' }) =>
        (params) =>
          ask(api.POST('/v1/lab/orders/{tenantId}/{number}/reopen', { params, body: { reason } }))
        }
      onDone={(done) => sayDone(done, reopen.done)}
      onClose={onClose}
    >
      <p>{reopen.hint}</p>
    </ReasonDialog>
  );
}
