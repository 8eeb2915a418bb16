import { api, ask } from '#desk/api/client.ts';
import { type ActionProps, LabDialog, useAction } from '#desk/laboratory/order/lab-dialog.tsx';
import { SubmitButton } from '#desk/order/actions/sending.tsx';
import { words } from '#desk/words/words.ts';

/** Says that the work is finished, after OK. */
export function ProduceDialog(props: ActionProps) {
  const { produce } = words.value.laboratory.actions;
  const { sending, take } = useAction(props);
  const submit = () =>
    take(
      {},
      (body) => (params) => ask(api.POST('/v1/lab/orders/{tenantId}/{number}/produce', { params, body })),
      produce.done,
    );
  return (
    <LabDialog
      title={produce.title(props.order.path.number)}
      hint={produce.hint}
      place="/produce"
      sending={sending}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      buttons={<SubmitButton sending={sending} text={words.value.parts.ok} autofocus />}
    />
  );
}
