import { useSignal } from '@preact/signals';
import { api, ask } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { faultAt, SendingFailure, SubmitButton, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { Field } from '#desk/parts/field.tsx';
import { nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

const place = '/cancel';

/** Cancels the order, after OK, with a reason if there is one. */
export function CancelDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { cancel, send } = words.value.actions;
  const { parts } = words.value;
  const reason = useSignal('');
  const sending = useSending(order);
  const failure = sending.failure.value;
  const patient = nameText(order.value.value?.patient ?? {});
  const submit = async () => {
    const said = reason.value.trim();
    const body = said ? { reason: said } : {};
    const done = await sending.send(body, (params) => ask(api.POST('/v1/orders/{number}/cancel', { params, body })));
    if (!done) return;
    onClose();
    sayDone(done, cancel.done);
  };
  return (
    <Dialog title={cancel.title(order.value.value?.number ?? '')} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SendingFailure failure={failure} place={place} />
        {patient && (
          <dl class="facts">
            <div>
              <dt>{send.patient}</dt>
              <dd class="typed">{patient}</dd>
            </div>
          </dl>
        )}
        <p>{cancel.hint}</p>
        <Field label={cancel.reason} optional pointer={`${place}/reason`} error={faultAt(failure, place, '/reason')}>
          {(control) => (
            <textarea
              {...control}
              value={reason.value}
              onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
            />
          )}
        </Field>
        <div class="buttons">
          <SubmitButton sending={sending} text={parts.ok} autofocus />
          <button type="button" onClick={onClose}>
            {cancel.keep}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
