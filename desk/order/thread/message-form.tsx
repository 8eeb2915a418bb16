import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Answer, Failure, Message, Written } from '#desk/api/client.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import { messageOutbox, own } from '#desk/kept/own.ts';
import { placeOfMessage } from '#desk/kept/place.ts';
import { sayMessageSent } from '#desk/kept/sent-later.ts';
import { whyOf } from '#desk/kept/waiting.ts';
import { faultAt, SubmitButton } from '#desk/order/actions/sending.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { Field } from '#desk/parts/field.tsx';
import { type Said, saidAt } from '#desk/parts/said.ts';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import { AddMessage } from '#domain/thread/requests/add-message.ts';

/** What is kept of a message that is not sent. */
const Typed = z.object({ text: z.string() });

const textIn = (typed: unknown): string => Typed.safeParse(typed).data?.text ?? '';

type Props = {
  order: string;
  to: Message['side'];
  /** The request that sends a text. */
  write: (text: string) => Promise<Written>;
  onSent: () => Promise<void>;
};

/**
 * A field for a message, and the button that sends it. What is typed is kept until it is sent; without a connection it
 * waits, and is sent as soon as there is one. It is one message, however often it is sent.
 */
export function MessageForm({ order, to, write, onSent }: Props) {
  const { thread, kept } = words.value;
  const place = placeOfMessage(order);
  const text = useSignal(textIn(own.kept(place)?.typed));
  const busy = useSignal(false);
  const wrong = useSignal<readonly Said[]>([]);
  const failure = useSignal<Failure | undefined>(refusalAt(place));
  const said = useSignal('');
  const form = useRef<HTMLFormElement>(null);
  const isHere = useRef(true);
  const { waiting } = own.all.value.find((entry) => entry.place === place) ?? {};
  const waits = waiting?.tried ? waiting : undefined;
  const fault = saidAt(wrong.value, '/text') ?? faultAt(failure.value, '', '/text');
  const focusField = () => form.current?.querySelector('textarea')?.focus();
  const settle = async (answer: Answer<Message> & { typed: unknown }) => {
    failure.value = answer.kind === 'refused' ? answer : undefined;
    if (answer.kind === 'answered') {
      // More may have been typed meanwhile.
      if (text.peek() === textIn(answer.typed)) text.value = '';
      await onSent();
      said.value = thread.sent;
    }
    // What is wrong with the text stands at its field.
    if (answer.kind === 'refused') focusField();
  };
  useEffect(() => {
    const stop = messageOutbox.listen(place, (answer) => void settle(answer));
    return () => {
      isHere.current = false;
      stop();
    };
  }, []);
  const send = async () => {
    if (busy.peek()) return;
    busy.value = true;
    said.value = '';
    const typed = { text: text.peek() };
    wrong.value = faultsIn(AddMessage, typed, null, await ruleMessages());
    if (wrong.value.length > 0) focusField();
    else {
      const answer = await messageOutbox.send(place, typed, await write(typed.text));
      if (isHere.current) await settle(answer);
      else if (answer.kind === 'answered') sayMessageSent(place);
    }
    busy.value = false;
  };
  const type = (typed: string) => {
    said.value = '';
    text.value = typed;
    if (typed === '') own.discard(place);
    else own.keep(place, { text: typed });
  };
  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {failure.value && !fault && <FailureNotice failure={failure.value} onRetry={send} />}
      <Field label={thread.write[to]} hint={thread.hint[to]} error={fault}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            readOnly={waits !== undefined}
            value={waits ? textIn(waits.typed) : text.value}
            onInput={({ currentTarget }) => type(currentTarget.value)}
          />
        )}
      </Field>
      <div class="buttons">
        <SubmitButton sending={{ busy }} text={thread.send} />
        {waits?.isUnsent && (
          <button type="button" onClick={() => void messageOutbox.takeBack(place).then(focusField)}>
            {kept.takeBack}
          </button>
        )}
        <span role="status" class="small">
          {waits ? `${kept.waiting(whyOf(waits), true)} ${waits.isUnsent ? '' : kept.mayHaveArrived}` : said.value}
        </span>
      </div>
    </form>
  );
}

/** Why the message of a place was refused, when it was sent before this page was opened. */
function refusalAt(place: string): Failure | undefined {
  const problem = own.kept(place)?.refused;
  return problem && { kind: 'refused', problem };
}
