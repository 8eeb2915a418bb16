import { useSignal } from '@preact/signals';
import { api, ask } from '#desk/api/client.ts';
import { type ActionProps, LabDialog, ProseField, useAction } from '#desk/laboratory/order/lab-dialog.tsx';
import { SubmitButton } from '#desk/order/actions/sending.tsx';
import { words } from '#desk/words/words.ts';

const place = '/hold';

/** Says what the laboratory waits for; while it does, that it goes on. */
export function HoldDialog(props: ActionProps) {
  const { hold } = words.value.laboratory.actions;
  const { order, onClose } = props;
  const reason = useSignal('');
  const { sending, take } = useAction(props);
  const known = order.value.value?.laboratoryWork?.hold;
  const submit = () =>
    take(
      known ? null : { reason: reason.value },
      (body) => (params) => ask(api.PUT('/v1/lab/orders/{tenantId}/{number}/hold', { params, body })),
      known ? hold.resumed : hold.done,
    );
  const shared = { place, sending, onClose, onSubmit: () => void submit() };
  if (known)
    return (
      <LabDialog
        {...shared}
        title={hold.goOnTitle(order.path.number)}
        buttons={<SubmitButton sending={sending} text={hold.goOn} autofocus />}
      >
        <p class="typed as-typed">{known.reason}</p>
      </LabDialog>
    );
  return (
    <LabDialog
      {...shared}
      title={hold.title(order.path.number)}
      hint={hold.hint}
      buttons={<SubmitButton sending={sending} text={hold.name} />}
    >
      <ProseField
        label={hold.reason}
        {...{ place, sending }}
        pointer="/reason"
        value={reason.value}
        onInput={(text) => (reason.value = text)}
      />
    </LabDialog>
  );
}
