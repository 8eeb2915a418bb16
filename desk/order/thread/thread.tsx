import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import type { Answer, Message, Written } from '#desk/api/client.ts';
import { allPages, loaded } from '#desk/api/loaded.ts';
import { places } from '#desk/order/actions/places.ts';
import { MessageForm } from '#desk/order/thread/message-form.tsx';
import { leadsToThread } from '#desk/order/thread/to-thread.ts';
import { timeText } from '#desk/parts/format.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { whileVisible } from '#desk/parts/while-visible.ts';
import { words } from '#desk/words/words.ts';

type Query = { limit: number; cursor?: string };

type Props = {
  /** The order, as the address of its screen names it. */
  order: string;
  /** Reads a page of the messages. */
  read: (query: Query) => Promise<Answer<{ items: Message[]; nextCursor: string | null }>>;
  /** The request that sends a message; null for those who only read. */
  write: ((text: string) => Promise<Written>) | null;
  /** Whom one writes to. */
  to: Message['side'];
};

/**
 * What clinic and laboratory have written to each other about an order, asked for like the order; and a field to write in.
 */
export function Thread({ order, read, write, to }: Props) {
  const { thread } = words.value;
  const form = useRef<HTMLDivElement>(null);
  const messages = useMemo(
    () => loaded(() => allPages((cursor) => read({ limit: 100, ...(cursor !== undefined && { cursor }) }))),
    [order],
  );
  useEffect(() => whileVisible(messages.reload), [messages]);
  const goThere = () => {
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector('textarea')?.focus({ preventScroll: true });
  };
  const isThere = messages.value.value !== undefined;
  const isWanted = leadsToThread(useSearch());
  useEffect(() => {
    if (isThere && isWanted) goThere();
  }, [isThere, isWanted]);
  useShortcuts(write ? [{ keys: 'm', does: thread.write[to], run: goThere }] : null);
  return (
    <section class="part thread" id={places.thread} aria-labelledby="thread">
      <h2 id="thread">
        {thread.title} {write && <kbd>m</kbd>}
      </h2>
      <Shown of={messages}>
        {(all) =>
          all.length === 0 ? (
            <p class="small">{thread.none}</p>
          ) : (
            <ol aria-live="polite">
              {all.map((message) => (
                <OneMessage key={message.messageId} message={message} />
              ))}
            </ol>
          )
        }
      </Shown>
      {write && (
        <div ref={form}>
          <MessageForm order={order} to={to} write={write} onSent={messages.reload} />
        </div>
      )}
    </section>
  );
}

/** Who wrote what, and when. */
function OneMessage({ message: { side, by, at, text } }: { message: Message }) {
  const { thread, history } = words.value;
  return (
    <li class={side}>
      <p class="small">
        <strong class="typed">{by.name ?? history.somebody[by.role]}</strong> ({thread.sides[side]}),{' '}
        <time dateTime={at}>{timeText(at)}</time>
      </p>
      <p class="typed as-typed">{text}</p>
    </li>
  );
}
