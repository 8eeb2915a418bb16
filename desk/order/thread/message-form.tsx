import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Answer, Failure, Message } from '#desk/api/client.ts';
import { own } from '#desk/kept/own.ts';
import { placeOfMessage } from '#desk/kept/place.ts';
import { faultAt, SubmitButton } from '#desk/order/actions/sending.tsx';
import { repeated } from '#desk/order/open-order.ts';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { Field } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

/** What is kept of a message that is not sent: its text, and the text and key of the last attempt, if there was one. */
const Typed = z.object({ text: z.string(), tried: z.nullable(z.object({ text: z.string(), key: z.string() })) });
type Typed = z.infer<typeof Typed>;

const nothing: Typed = { text: '', tried: null };

type Props = {
  order: string;
  to: Message['side'];
  write: (text: string, key: string) => Promise<Answer<Message>>;
  onSent: () => Promise<void>;
};

/**
 * A field for a message, and the button that sends it. What is typed is kept until it is sent. The same text, sent again after
 * no answer, has the same key, so it is one message.
 */
export function MessageForm({ order, to, write, onSent }: Props) {
  const { thread, leaving } = words.value;
  const place = placeOfMessage(order);
  const typed = useSignal<Typed>(Typed.safeParse(own.kept(place)?.typed).data ?? nothing);
  const busy = useSignal(false);
  const failure = useSignal<Failure | undefined>(undefined);
  const said = useSignal('');
  const form = useRef<HTMLFormElement>(null);
  const fault = faultAt(failure.value, '', '/text');
  const keep = (next: Typed) => {
    typed.value = next;
    if (next.text === '') own.discard(place);
    else own.keep(place, next);
  };
  const send = async () => {
    if (busy.peek()) return;
    busy.value = true;
    const { text, tried } = typed.peek();
    const key = tried?.text === text ? tried.key : crypto.randomUUID();
    keep({ text, tried: { text, key } });
    const answer = await repeated(() => write(text, key));
    failure.value = answer.kind === 'answered' ? undefined : answer;
    if (answer.kind === 'answered') {
      // More may have been typed meanwhile.
      if (typed.peek().text === text) keep(nothing);
      await onSent();
      said.value = thread.sent;
    }
    busy.value = false;
    // What is wrong with the text stands at its field.
    if (answer.kind === 'refused') form.current?.querySelector('textarea')?.focus();
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
            value={typed.value.text}
            onInput={({ currentTarget }) => {
              said.value = '';
              keep({ ...typed.peek(), text: currentTarget.value });
            }}
          />
        )}
      </Field>
      <div class="buttons">
        <SubmitButton sending={{ busy }} text={thread.send} />
        {failure.value?.kind === 'unanswered' && <span class="small">{leaving.kept}</span>}
        <span role="status" class="small">
          {said.value}
        </span>
      </div>
    </form>
  );
}
