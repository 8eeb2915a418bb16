import { useEffect, useMemo } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { api, ask, type Order } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { type Sending, useSending } from '#desk/order/actions/sending.tsx';
import { notCopied } from '#desk/order/not-copied.ts';
import { type OpenOrder, repeated } from '#desk/order/open-order.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { words } from '#desk/words/words.ts';

/** Copies an order, once however often it has to be asked. */
async function copied({ number }: Order, key: string, { ask: send }: Sending): Promise<Order | null> {
  const params = { path: { number }, header: { 'Idempotency-Key': key } };
  return send(() => repeated(() => ask(api.POST('/v1/orders/{number}/copy', { params, body: {} }))));
}

/** Copies the order and goes to the copy, which says what did not come along. It is seen only when that does not work. */
export function CopyDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { copy } = words.value.actions;
  const [, go] = useLocation();
  const sending = useSending(order);
  // One for all attempts, because a copy may have been made although no answer came.
  const key = useMemo(() => crypto.randomUUID(), []);
  const copyNow = async () => {
    const shown = order.value.peek();
    const made = shown && (await copied(shown, key, sending));
    if (!made) return;
    onClose();
    sayDone(made, [copy.done(made.source ?? ''), notCopied(shown)].filter(Boolean).join(' '));
    go(`/orders/${made.number}`);
  };
  useEffect(() => void copyNow(), []);
  const failure = sending.failure.value;
  return failure ? (
    <Dialog title={copy.failed} onClose={onClose}>
      <FailureNotice failure={failure} onRetry={() => void copyNow()} />
    </Dialog>
  ) : null;
}
