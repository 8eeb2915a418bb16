import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Redirect, useLocation } from 'wouter-preact';
import * as z from 'zod/mini';
import { catalogue } from '#desk/api/catalogue.ts';
import type { Order } from '#desk/api/client.ts';
import { outbox, own } from '#desk/kept/own.ts';
import { placeOfNew } from '#desk/kept/place.ts';
import { sayOrderSent } from '#desk/kept/sent-later.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { choosesDentist } from '#desk/order/form/delivery-fields.tsx';
import { OrderFields } from '#desk/order/form/fields.tsx';
import { emptyForm } from '#desk/order/form/model/form.ts';
import { SendNewDialog } from '#desk/order/form/send-new-dialog.tsx';
import { type Editor, isReady, makeEditor } from '#desk/order/form/state/editor.ts';
import { restore, useKeeping, waitingAt } from '#desk/order/form/state/keeping.ts';
import { create, leaveTo, settle } from '#desk/order/form/state/saving.ts';
import { usualLaboratory, usualNotation } from '#desk/order/form/state/usual.ts';
import { idOf } from '#desk/parts/field.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { person } from '#desk/session/session.ts';
import { messages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';

/** A new order. Its id names what is typed into it, until it has a number. */
export function NewOrderScreen({ id }: { id: string }) {
  const caller = person.value;
  // The usual laboratory is chosen from the beginning, if it can be known.
  const laboratories = catalogue.laboratories();
  const isRead = laboratories.value.value !== undefined || laboratories.failure.value !== undefined;
  const saved = useMemo(() => own.savedAs(placeOfNew(id)), [id]);
  if (saved !== undefined) return <Redirect to={`/orders/${saved}`} replace />;
  if (!z.uuid().safeParse(id).success) return <Redirect to="/orders/new" replace />;
  if (messages.value && isRead && caller && caller.role !== 'laboratory') return <NewOrder caller={caller} id={id} />;
  return (
    <Screen title={words.value.shell.newOrder}>
      <p class="loading">{words.value.parts.loading}</p>
    </Screen>
  );
}

function NewOrder({ caller, id }: { caller: ClinicCaller; id: string }) {
  const [, go] = useLocation();
  const isSending = useSignal(false);
  const editor = useMemo(() => begin(caller, placeOfNew(id)), [id]);
  const isHere = useRef(true);
  const goTo = (number: string) => go(`/orders/${number}`, { replace: true });
  const show = (order: Order) => {
    // What waited from before, without being sent, may be what was saved.
    if (order.publishedAt !== null) sayDone(order, words.value.actions.send.done(order.laboratory?.name ?? ''));
    leaveTo(order, editor);
    goTo(order.number);
  };
  /** Goes to the order that it was saved as without this page hearing of it. Returns whether it was. */
  const follow = () => {
    const saved = own.savedAs(editor.place);
    if (saved !== undefined) goTo(saved);
    return saved !== undefined;
  };
  const finish = async (publish: boolean) => {
    if (follow()) return;
    const order = await create(editor, publish);
    if (order && isHere.current) show(order);
    else if (order?.publishedAt) sayOrderSent(order);
  };
  useKeeping(editor);
  useEffect(() => {
    document.getElementById(idOf(choosesDentist(editor) ? '/customerId' : '/patient/lastName'))?.focus();
    const stop = outbox.listen(editor.place, (answer) => {
      settle(editor, answer);
      const asked = editor.wanted.peek();
      if (answer.kind === 'answered') show(answer.value);
      else if (asked && !asked.isStale) void finish(asked.publish);
    });
    // It may have been saved while this page was loading, when nobody listened yet.
    follow();
    return () => {
      isHere.current = false;
      stop();
    };
  }, [editor]);
  const start = () => {
    isSending.value = true;
  };
  useShortcuts([{ keys: 's', does: words.value.form.send, run: start }]);
  const { form, shell } = words.value;
  return (
    <Screen
      title={shell.newOrder}
      // Where a saved order has it, too.
      beside={
        <button type="button" class={isReady(editor) ? 'primary' : ''} onClick={start}>
          {form.send} <kbd>s</kbd>
        </button>
      }
    >
      <OrderFields editor={editor} onSave={() => void finish(false)} />
      {isSending.value && (
        <SendNewDialog editor={editor} onSend={() => void finish(true)} onClose={() => (isSending.value = false)} />
      )}
    </Screen>
  );
}

/** Begins where somebody stopped, or with nothing. */
function begin(caller: ClinicCaller, place: string): Editor {
  const editor = makeEditor({
    person: caller,
    place,
    order: null,
    blank: emptyForm(usualNotation(), usualLaboratory(caller)),
  });
  editor.sent.current = waitingAt(place);
  restore(editor, own.kept(place));
  return editor;
}
