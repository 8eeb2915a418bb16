import { api, ask } from '#desk/api/client.ts';
import { type ActionProps, useAction } from '#desk/laboratory/order/use-action.ts';
import { ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { words } from '#desk/words/words.ts';

/** Says that the work is finished, after OK. */
export function ProduceDialog(props: ActionProps) {
  const { laboratory, parts } = words.value;
  const { produce } = laboratory.actions;
  const { order, onClose } = props;
  const { sending, take } = useAction(props);
  const submit = () =>
    take(
      {},
      (body) => (params) => ask(api.POST('/v1/lab/orders/{tenantId}/{number}/produce', { params, body })),
      produce.done,
    );
  return (
    <ActionDialog
      of={order}
      action="produceOrder"
      place="/produce"
      title={produce.title(order.path.number)}
      {...{ sending, onClose }}
      onSubmit={() => void submit()}
      submit={parts.ok}
      keep={parts.back}
      isReady
    >
      <p>{produce.hint}</p>
    </ActionDialog>
  );
}
