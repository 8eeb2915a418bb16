import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { LabOrder } from '#desk/api/client.ts';
import type { OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { faultAt, type Sending, SendingFailure, useSending } from '#desk/order/actions/sending.tsx';
import type { Change } from '#desk/order/open-order.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { Field } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

/** What a dialog of the laboratory's actions gets. It is open while it is rendered. */
export type ActionProps = { order: OpenLabOrder; onClose: () => void };

type Action = {
  sending: Sending<LabOrder, OpenLabOrder['path']>;
  /** Takes the action with this body; then the dialog closes, and the page says what was done. */
  take: <Body>(body: Body, ask: (body: Body) => Change<LabOrder, OpenLabOrder['path']>, done: string) => Promise<void>;
};

/** An action that a dialog takes. */
export function useAction({ order, onClose }: ActionProps): Action {
  const sending = useSending(order);
  return {
    sending,
    take: async (body, ask, done) => {
      const taken = await sending.send(body, ask(body));
      if (!taken) return;
      onClose();
      sayDone(taken, done);
    },
  };
}

type DialogProps = Pick<ActionProps, 'onClose'> & {
  title: string;
  hint?: string;
  /** Where the fields of the request stand: their pointers begin with it. */
  place: string;
  sending: Pick<Sending, 'failure'>;
  onSubmit: (event: SubmitEvent) => void;
  wide?: boolean;
  /** The fields. */
  children?: ComponentChildren;
  /** The button that sends, and others. */
  buttons: ComponentChildren;
};

/** A dialog in which a laboratory says something of an order: its fields, and why it could not be sent. */
export function LabDialog(props: DialogProps) {
  const { title, hint, place, sending, onSubmit, onClose, wide = false, children, buttons } = props;
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(event);
        }}
      >
        <SendingFailure failure={sending.failure.value} place={place} />
        {hint && <p>{hint}</p>}
        {children}
        <div class="buttons at-bottom">
          {buttons}
          <button type="button" onClick={onClose}>
            {words.value.parts.back}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

type ProseProps = {
  label: string;
  hint?: string;
  place: string;
  /** The place of the text in the request. */
  pointer: string;
  sending: Pick<Sending, 'failure'>;
  value: string;
  onInput: (text: string) => void;
};

/** A sentence or more. It takes the focus when it appears. */
export function ProseField({ label, hint, place, pointer, sending, value, onInput }: ProseProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const error = faultAt(sending.failure.value, place, pointer);
  return (
    <Field label={label} hint={hint} pointer={`${place}${pointer}`} error={error}>
      {(control) => (
        <textarea
          {...control}
          ref={field}
          rows={2}
          value={value}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      )}
    </Field>
  );
}
