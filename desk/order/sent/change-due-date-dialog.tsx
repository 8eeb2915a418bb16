import { useSignal } from '@preact/signals';
import { api, ask } from '#desk/api/client.ts';
import { ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { sayDone } from '#desk/order/actions/done.tsx';
import { faultAt, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { Field, TextField } from '#desk/parts/field.tsx';
import { dateText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

const place = '/changeDueDate';

/** Moves the due date of an order that is at its laboratory, with a reason if there is one. */
export function ChangeDueDateDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { changeDueDate, reason: reasonLabel } = words.value.actions;
  const shown = order.value.value;
  const dueDate = useSignal(shown?.dueDate ?? '');
  const reason = useSignal('');
  const sending = useSending(order);
  const failure = sending.failure.value;
  const submit = async () => {
    const why = reason.value.trim();
    const body = { dueDate: dueDate.value, ...(why && { reason: why }) };
    const done = await sending.send(body, (params) => ask(api.PUT('/v1/orders/{number}/due-date', { params, body })));
    if (!done) return;
    onClose();
    const said = done.version === shown?.version ? changeDueDate.same : changeDueDate.done;
    sayDone(done, said(done.dueDate ? dateText(done.dueDate) : ''));
  };
  return (
    <ActionDialog
      of={order}
      action="changeDueDate"
      place={place}
      title={changeDueDate.title(shown?.number ?? '')}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={onClose}
      submit={changeDueDate.submit}
      keep={changeDueDate.keep}
    >
      <p class="typed">{changeDueDate.hint(shown?.dueDate ? dateText(shown.dueDate) : '')}</p>
      <TextField
        label={changeDueDate.date}
        hint={words.value.form.dueHint}
        pointer={`${place}/dueDate`}
        error={faultAt(failure, place, '/dueDate')}
        type="date"
        autofocus
        value={dueDate.value}
        onInput={(next) => (dueDate.value = next)}
      />
      <Field label={reasonLabel} optional pointer={`${place}/reason`} error={faultAt(failure, place, '/reason')}>
        {(control) => (
          <textarea
            {...control}
            value={reason.value}
            onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
          />
        )}
      </Field>
    </ActionDialog>
  );
}
