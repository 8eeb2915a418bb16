import { useLocation } from 'wouter-preact';
import { api, ask } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { ReasonDialog } from '#desk/order/actions/reason-dialog.tsx';
import { notCopied } from '#desk/order/not-copied.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { words } from '#desk/words/words.ts';

/** Copies the order because its work has failed, says why, and goes to the copy. */
export function RemakeDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { remake } = words.value.actions;
  const [, go] = useLocation();
  const shown = order.value.value;
  const number = shown?.number ?? '';
  // What comes back is the copy, which has a page of its own: this one goes on to show its source.
  const source = { ...order, show: () => undefined };
  return (
    <ReasonDialog
      of={source}
      action="copyOrder"
      title={remake.title(number)}
      submit={remake.submit}
      keep={remake.keep}
      isRequired
      send={({ reason = '' }) =>
        ({ path, header: { 'Idempotency-Key': key } }) =>
          ask(
            api.POST('/v1/orders/{number}/copy', {
              params: { path, header: { 'Idempotency-Key': key } },
              body: { remake: { reason } },
            }),
          )
        }
      onDone={(made) => {
        sayDone(made, [remake.done(number), shown && notCopied(shown)].filter(Boolean).join(' '));
        go(`/orders/${made.number}`);
      }}
      onClose={onClose}
    >
      <p>{remake.hint}</p>
    </ReasonDialog>
  );
}
