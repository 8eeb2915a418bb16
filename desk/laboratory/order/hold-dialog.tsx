import { api, ask } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import type { LabChange } from '#desk/laboratory/order/open-lab-order.ts';
import { type ActionProps, useAction } from '#desk/laboratory/order/use-action.ts';
import { ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { sayDone } from '#desk/order/actions/done.tsx';
import { ReasonDialog } from '#desk/order/actions/reason-dialog.tsx';
import { words } from '#desk/words/words.ts';

const holding =
  (body: components['schemas']['HoldOrderBody']): LabChange =>
  (params) =>
    ask(api.PUT('/v1/lab/orders/{tenantId}/{number}/hold', { params, body }));

/** Says what the laboratory waits for; while it does, that it goes on. */
export function HoldDialog(props: ActionProps) {
  const { laboratory, parts } = words.value;
  const { hold } = laboratory.actions;
  const { order, onClose } = props;
  const { sending, take } = useAction(props);
  const known = order.value.value?.laboratoryWork?.hold;
  const shared = { of: order, action: 'holdOrder', keep: parts.back, onClose };
  if (!known)
    return (
      <ReasonDialog
        {...shared}
        title={hold.title(order.path.number)}
        submit={hold.name}
        isRequired
        send={({ reason = '' }) => holding({ reason })}
        onDone={(done) => sayDone(done, hold.done)}
      >
        <p>{hold.hint}</p>
      </ReasonDialog>
    );
  return (
    <ActionDialog
      {...shared}
      place="/hold"
      title={hold.goOnTitle(order.path.number)}
      sending={sending}
      onSubmit={() => void take(null, holding, hold.resumed)}
      submit={hold.goOn}
      isReady
    >
      <p class="typed as-typed">{known.reason}</p>
    </ActionDialog>
  );
}
