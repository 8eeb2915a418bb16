import { useSignal } from '@preact/signals';
import { api, ask } from '#desk/api/client.ts';
import { textTyped } from '#desk/editing/check-body.ts';
import { type ActionProps, useAction } from '#desk/laboratory/order/use-action.ts';
import { ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { faultAt } from '#desk/order/actions/sending.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { isShipped } from '#domain/order/laboratory/work.ts';

const place = '/ship';
const purposes = ['final', 'try-in'] as const;

/** Says that the work is on its way, and how; or corrects how. */
export function ShipDialog(props: ActionProps) {
  const { ship } = words.value.laboratory.actions;
  const { order, onClose } = props;
  const known = order.value.value?.laboratoryWork ?? null;
  const isNew = useSignal(!isShipped(known)).value;
  const purpose = useSignal(known?.purpose ?? 'final');
  const carrier = useSignal(known?.carrier ?? '');
  const tracking = useSignal(known?.trackingNumber ?? '');
  const { sending, take } = useAction(props);
  const failure = sending.failure.value;
  const submit = () =>
    take(
      {
        purpose: purpose.value,
        carrier: textTyped(carrier.value) ?? null,
        trackingNumber: textTyped(tracking.value) ?? null,
      },
      (body) => (params) => ask(api.POST('/v1/lab/orders/{tenantId}/{number}/ship', { params, body })),
      isNew ? ship.done : ship.corrected,
    );
  return (
    <ActionDialog
      of={order}
      action="shipOrder"
      title={(isNew ? ship.title : ship.correctTitle)(order.path.number)}
      {...{ place, sending, onClose }}
      onSubmit={() => void submit()}
      submit={isNew ? ship.name : ship.correct}
      keep={words.value.parts.back}
    >
      {known?.hold && (
        <div class="notice warning">
          <p class="typed as-typed">{ship.onHold(known.hold.reason)}</p>
          <p>{ship.endsHold}</p>
        </div>
      )}
      {isNew && <p>{ship.hint}</p>}
      <fieldset>
        <legend>{ship.purpose}</legend>
        <div class="buttons">
          {purposes.map((one) => (
            <label key={one} class="check">
              <input
                type="radio"
                name="purpose"
                checked={purpose.value === one}
                onChange={() => {
                  purpose.value = one;
                }}
              />
              {ship.purposes[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="fields">
        <TextField
          label={ship.carrier}
          optional
          autofocus
          pointer={`${place}/carrier`}
          error={faultAt(failure, place, '/carrier')}
          value={carrier.value}
          onInput={(text) => (carrier.value = text)}
        />
        <TextField
          label={ship.tracking}
          optional
          autocomplete="off"
          pointer={`${place}/trackingNumber`}
          error={faultAt(failure, place, '/trackingNumber')}
          value={tracking.value}
          onInput={(text) => (tracking.value = text)}
        />
      </div>
    </ActionDialog>
  );
}
