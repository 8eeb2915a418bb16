import { useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Order } from '#desk/api/client.ts';
import { makeEditor } from '#desk/order/form/editor.ts';
import { OrderFields } from '#desk/order/form/fields.tsx';
import { formOf } from '#desk/order/form/model/form.ts';
import { save } from '#desk/order/form/saving.ts';
import { usualNotation } from '#desk/order/form/usual.ts';
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
  if (!shown.actions.includes('editOrder')) return null;
  if (!messages.value) return <p class="loading">{words.value.parts.loading}</p>;
  return <EditOrder order={order} first={shown} caller={caller} />;
}

type Props = { order: OpenOrder; first: Order; caller: ClinicCaller };

function EditOrder({ order, first, caller }: Props) {
  const editor = useMemo(() => makeEditor(caller, first, formOf(first, usualNotation())), [order]);
  const saveIt = () => save(order, editor);
  useSignalEffect(() => {
    order.save.value = editor.isTyped.value ? saveIt : null;
  });
  return <OrderFields editor={editor} onSave={() => void saveIt()} />;
}
