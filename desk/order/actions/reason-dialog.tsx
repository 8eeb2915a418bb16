import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { type Actionable, ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { faultAt, useSending } from '#desk/order/actions/sending.tsx';
import type { Change, Open } from '#desk/order/open-order.ts';
import { Field } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { memoized } from '#domain/kernel/memoized.ts';

type Props<Value, Path> = {
  of: Open<Value, Path>;
  /** The action that is taken. */
  action: string;
  title: string;
  submit: string;
  keep: string;
  /** Whether there must be a reason; it then has the focus, else the button. */
  isRequired?: boolean;
  /** Takes the action, for a reason if one was given. */
  send: (body: { reason?: string }) => Change<Value, Path>;
  onDone: (done: Value) => void;
  onClose: () => void;
  /** What is said before the reason is asked for. */
  children?: ComponentChildren;
};

/**
 * What was typed as the reason of an action on an order: it is there again when the dialog was closed by Escape,
 * until the action is taken.
 */
const reasonAt = memoized((_place: string) => signal(''));

/** A dialog in which an action is taken for a reason. */
export function ReasonDialog<Value extends Actionable, Path>(props: Props<Value, Path>) {
  const { of, action, isRequired = false, send, onDone, onClose, children, ...texts } = props;
  const { actions } = words.value;
  const reason = reasonAt(`${action} ${JSON.stringify(of.path)}`);
  const isMissing = useSignal(false);
  const field = useRef<HTMLDivElement>(null);
  const sending = useSending(of);
  const place = `/${action}`;
  const submit = async () => {
    const said = reason.value.trim();
    isMissing.value = isRequired && said === '';
    if (isMissing.value) return field.current?.querySelector('textarea')?.focus();
    const body = said === '' ? {} : { reason: said };
    const done = await sending.send(body, send(body));
    if (!done) return;
    reason.value = '';
    onClose();
    onDone(done);
  };
  return (
    <ActionDialog
      {...texts}
      {...{ of, action, place, sending, onClose }}
      onSubmit={() => void submit()}
      isReady={!isRequired}
    >
      {children}
      <div ref={field}>
        <Field
          label={actions.reason}
          optional={!isRequired}
          pointer={`${place}/reason`}
          error={isMissing.value ? actions.reasonMissing : faultAt(sending.failure.value, place, '/reason')}
        >
          {(control) => (
            <textarea
              {...control}
              autofocus={isRequired}
              value={reason.value}
              onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
            />
          )}
        </Field>
      </div>
    </ActionDialog>
  );
}
