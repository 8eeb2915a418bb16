import { useSignal } from '@preact/signals';
import { api, ask } from '#desk/api/client.ts';
import { type ActionProps, LabDialog, ProseField, useAction } from '#desk/laboratory/order/lab-dialog.tsx';
import { SubmitButton } from '#desk/order/actions/sending.tsx';
import { words } from '#desk/words/words.ts';

const place = '/reopen';

/** Takes back that the work is finished or on its way. */
export function ReopenDialog(props: ActionProps) {
  const { reopen } = words.value.laboratory.actions;
  const { order, onClose } = props;
  const reason = useSignal('');
  const { sending, take } = useAction(props);
  const submit = () =>
    take(
      { reason: reason.value },
      (body) => (params) => ask(api.POST('/v1/lab/orders/{tenantId}/{number}/reopen', { params, body })),
      reopen.done,
    );
  return (
    <LabDialog
      title={reopen.title(order.path.number)}
      hint={reopen.hint}
      {...{ place, sending, onClose }}
      onSubmit={() => void submit()}
      buttons={<SubmitButton sending={sending} text={reopen.name} />}
    >
      <ProseField
        label={reopen.reason}
        {...{ place, sending }}
        pointer="/reason"
        value={reason.value}
        onInput={(text) => (reason.value = text)}
      />
    </LabDialog>
  );
}
