import type { ComponentChildren } from 'preact';
import { actionNames, type Named } from '#desk/order/actions/action-names.ts';
import { SendingFailure, SubmitButton, type useSending } from '#desk/order/actions/sending.tsx';
import type { Open } from '#desk/order/open-order.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { words } from '#desk/words/words.ts';
import type { Status } from '#domain/order/statuses.ts';

/** An order as its clinic or its laboratory reads it: what can be done with it now. */
export type Actionable = Named & { status: Status; version: number; actions: readonly string[] };

type Props = {
  of: Pick<Open<Actionable, unknown>, 'value'>;
  /** The action that is taken. */
  action: string;
  /** Where the pointers of its fields begin. */
  place: string;
  title: string;
  sending: Pick<ReturnType<typeof useSending>, 'busy' | 'failure'>;
  onSubmit: (event: SubmitEvent) => void;
  onClose: () => void;
  /** The words of the button that takes the action, and of the one that does not. */
  submit: string;
  keep: string;
  /** Whether the action is taken by Enter at once. */
  isReady?: boolean;
  wide?: boolean;
  /** Other buttons that take the action in another way. */
  more?: ComponentChildren;
  children: ComponentChildren;
};

/**
 * A dialog in which an action is taken. When the order has become another one meanwhile, and the action is not allowed any
 * more, it says what is.
 */
export function ActionDialog({ of, action, place, title, sending, isReady = false, ...rest }: Props) {
  const { onSubmit, onClose, submit, keep, wide = false, more, children } = rest;
  const failure = sending.failure.value;
  const shown = of.value.value;
  if (failure && shown && !shown.actions.includes(action))
    return (
      <Dialog title={title} onClose={onClose}>
        <NoLonger of={shown} onClose={onClose} />
      </Dialog>
    );
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
        <SendingFailure failure={failure} place={place} />
        {children}
        <div class="buttons at-bottom">
          <SubmitButton sending={sending} text={submit} autofocus={isReady} />
          {more}
          <button type="button" onClick={onClose}>
            {keep}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Says that somebody was faster, what the order is now, and what can be done with that. */
function NoLonger({ of, onClose }: { of: Actionable; onClose: () => void }) {
  const { actions: text, parts, statuses } = words.value;
  const names = Object.entries(actionNames(of, words.value));
  const left = names.flatMap(([name, said]) => (of.actions.includes(name) ? [said] : []));
  return (
    <div class="stack">
      <div class="notice warning" role="alert">
        <p>{text.noLonger(statuses[of.status])}</p>
        {left.length > 0 && <p>{text.left(left.join(', '))}</p>}
      </div>
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose} ref={(button) => button?.focus()}>
          {parts.close}
        </button>
      </div>
    </div>
  );
}
