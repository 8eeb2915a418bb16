import { signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { api, ask } from '#desk/api/client.ts';
import { keyOf } from '#desk/laboratory/lists/groups.ts';
import { type Place, returnPlaces } from '#desk/laboratory/order/return-places.ts';
import { type ActionProps, useAction } from '#desk/laboratory/order/use-action.ts';
import { ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { faultAt } from '#desk/order/actions/sending.tsx';
import { Field, idOf } from '#desk/parts/field.tsx';
import { dateText, dayText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import { memoized } from '#domain/kernel/memoized.ts';

const place = '/return';

/**
 * The sentences of a revision by the pointers of their places, in the sequence in which these were chosen. They are there
 * again when the dialog was closed without returning the order, by Escape or a scan.
 */
const saidOf = memoized((_key: string) => signal<ReadonlyMap<string, string>>(new Map()));

/** Gives an order back to its clinic: one clicks what is wrong or missing, and says it in a sentence each. */
export function ReturnDialog(props: ActionProps) {
  const { return: text } = words.value.laboratory.actions;
  const { order, onClose } = props;
  // The order as it was when the dialog opened: what is said is about that, and stays where it is.
  const shown = useSignal(order.value.value).value;
  const said = saidOf(`${keyOf(order.path)}-${shown?.revision}`);
  const { sending, take } = useAction(props);
  if (!shown) return null;
  const pointers = [...said.value.keys()];
  const toggle = (pointer: string) => {
    const next = new Map(said.value);
    if (!next.delete(pointer)) next.set(pointer, '');
    said.value = next;
    // What was wrong was said of the reasons as they were.
    sending.failure.value = undefined;
  };
  const say = (pointer: string, message: string) => {
    said.value = new Map(said.value).set(pointer, message);
  };
  const submit = () =>
    take(
      { reasons: [...said.value].map(([pointer, message]) => ({ ...(pointer !== '' && { pointer }), message })) },
      (body) => (params) => ask(api.POST('/v1/lab/orders/{tenantId}/{number}/return', { params, body })),
      text.done,
    );
  return (
    <ActionDialog
      of={order}
      action="returnOrder"
      title={text.title(order.path.number)}
      {...{ place, sending, onClose }}
      wide
      onSubmit={() => void submit()}
      submit={text.submit(pointers.length)}
      keep={words.value.parts.back}
    >
      <p>{text.hint}</p>
      <div class="stack" id={idOf(`${place}/reasons`)} tabIndex={-1}>
        {returnPlaces(shown, words.value, { date: dateText, day: dayText }).map(({ title, places }) => (
          <fieldset key={title} class="return-places">
            <legend class="typed">{title}</legend>
            {places.map((one) => {
              const index = pointers.indexOf(one.pointer);
              return (
                <div key={one.pointer} class={index < 0 ? '' : 'chosen'}>
                  <PlaceButton place={one} isChosen={index >= 0} onClick={() => toggle(one.pointer)} />
                  {index >= 0 && (
                    <Reason
                      label={text.why(one.name)}
                      pointer={`${place}/reasons/${index}/message`}
                      error={faultAt(sending.failure.value, place, `/reasons/${index}/message`)}
                      value={said.value.get(one.pointer) ?? ''}
                      onInput={(message) => say(one.pointer, message)}
                    />
                  )}
                </div>
              );
            })}
          </fieldset>
        ))}
      </div>
    </ActionDialog>
  );
}

type ButtonProps = { place: Place; isChosen: boolean; onClick: () => void };

/** A place of the order, which one chooses, or no longer. */
const PlaceButton = ({ place: { pointer, name, text }, isChosen, onClick }: ButtonProps) => (
  <button type="button" aria-pressed={isChosen} onClick={onClick}>
    {name} {pointer !== '' && <span class="typed small">{text || words.value.form.nothing}</span>}
  </button>
);

type ReasonProps = {
  label: string;
  pointer: string;
  error: string | undefined;
  value: string;
  onInput: (text: string) => void;
};

/** A sentence about a place that was chosen. It takes the focus at once, before the next key. */
function Reason({ label, pointer, error, value, onInput }: ReasonProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <Field label={label} pointer={pointer} error={error}>
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
