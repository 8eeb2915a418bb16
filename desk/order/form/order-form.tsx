import { untracked, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Order } from '#desk/api/client.ts';
import { inTurn } from '#desk/editing/in-turn.ts';
import { outbox, own } from '#desk/kept/own.ts';
import { OrderFields } from '#desk/order/form/fields.tsx';
import { formOf } from '#desk/order/form/model/form.ts';
import { OrderText } from '#desk/order/form/order-text.tsx';
import { type Editor, makeEditor } from '#desk/order/form/state/editor.ts';
import { takeOver } from '#desk/order/form/state/following.ts';
import { restore, useKeeping, waitingAt } from '#desk/order/form/state/keeping.ts';
import { goOnAsAsked, justMade, save, settle } from '#desk/order/form/state/saving.ts';
import { usualNotation } from '#desk/order/form/state/usual.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { person } from '#desk/session/session.ts';
import { messages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';

/** What an order says: a form while it can be edited, else text. */
export function OrderForm({ order }: { order: OpenOrder }) {
  const shown = order.value.value;
  const caller = person.value;
  if (!shown || !caller || caller.role === 'laboratory') return null;
  if (!shown.actions.includes('editOrder')) return <OrderText order={shown} />;
  if (!messages.value) return <p class="loading">{words.value.parts.loading}</p>;
  return <EditOrder order={order} first={shown} caller={caller} />;
}

type Props = { order: OpenOrder; first: Order; caller: ClinicCaller };

function EditOrder({ order, first, caller }: Props) {
  const editor = useMemo(() => begin(caller, first), [order]);
  const saveIt = useMemo(() => inTurn(() => save(order, editor)), [editor]);
  useKeeping(editor);
  useSignalEffect(() => {
    order.save.value = editor.isTyped.value ? saveIt : null;
  });
  useSignalEffect(() => {
    const next = order.value.value;
    if (next && editor.state.value !== 'saving') untracked(() => takeOver(editor, next));
  });
  useEffect(() => {
    const stop = outbox.listen(first.number, (answer) => {
      settle(editor, answer);
      if (answer.kind === 'answered') order.show(answer.value);
      if (editor.wanted.peek()) void saveIt();
    });
    const asked = editor.wanted.peek();
    editor.wanted.value = null;
    if (asked) void goOnAsAsked(order, asked, saveIt);
    return () => {
      stop();
      order.save.value = null;
    };
  }, [order]);
  return <OrderFields editor={editor} onSave={() => void saveIt()} />;
}

/** Begins where somebody stopped: with what they typed and did not save, on the order as it is now. */
function begin(caller: ClinicCaller, order: Order): Editor {
  const blank = formOf(order, usualNotation());
  const editor = makeEditor({ person: caller, place: order.number, order, blank });
  const made = justMade(order.number);
  if (made) editor.state.value = 'saved';
  editor.wanted.value = made?.wanted ?? null;
  editor.sent.current = waitingAt(order.number);
  restore(editor, own.kept(order.number));
  return editor;
}
