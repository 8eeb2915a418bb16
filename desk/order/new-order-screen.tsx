import { useMemo } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { type Editor, makeEditor } from '#desk/order/form/editor.ts';
import { OrderFields } from '#desk/order/form/fields.tsx';
import { emptyForm } from '#desk/order/form/model/form.ts';
import { create } from '#desk/order/form/saving.ts';
import { usualNotation } from '#desk/order/form/usual.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { person } from '#desk/session/session.ts';
import { messages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';

/** A new order. Its id names what is typed into it, until it has a number. */
export function NewOrderScreen({ id }: { id: string }) {
  const caller = person.value;
  return (
    <Screen title={words.value.shell.newOrder}>
      {messages.value && caller && caller.role !== 'laboratory' ? (
        <NewOrder caller={caller} id={id} />
      ) : (
        <p class="loading">{words.value.parts.loading}</p>
      )}
    </Screen>
  );
}

function NewOrder({ caller, id }: { caller: ClinicCaller; id: string }) {
  const [, go] = useLocation();
  const place = `new:${id}`;
  const editor = useMemo(() => makeEditor(caller, null, emptyForm(usualNotation())), []);
  const finish = async (publish: boolean) => {
    const order = await create(editor, place, publish);
    if (order) go(`/orders/${order.number}`, { replace: true });
  };
  return (
    <OrderFields editor={editor} onSave={() => void finish(false)}>
      <button type="button" onClick={() => send(editor, () => void finish(true))}>
        {words.value.form.send}
      </button>
    </OrderFields>
  );
}

/** Sends the order when nothing is missing; else says what is, and leads there. */
function send({ judged, refused }: Editor, publish: () => void): void {
  const { readiness } = judged.peek();
  if (readiness.length === 0) publish();
  else refused.value = readiness;
}
