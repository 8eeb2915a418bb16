import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { api, ask, written } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import { LabOrder } from '#desk/laboratory/lab-order.tsx';
import { wholeOrder } from '#desk/laboratory/whole-order.ts';
import { PrintDialog } from '#desk/order/actions/print/print-dialog.tsx';
import { Thread } from '#desk/order/thread/thread.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';

/** An order that was sent to this laboratory: what it says, its form and its label. */
export function LabOrderScreen({ tenantId, number }: { tenantId: string; number: string }) {
  const params = { path: { tenantId, number } };
  const order = useMemo(
    () => loaded(() => ask(api.GET('/v1/lab/orders/{tenantId}/{number}', { params }))),
    [tenantId, number],
  );
  const isPrinting = useSignal(false);
  const shown = order.value.value && wholeOrder(order.value.value);
  const { laboratory, statuses } = words.value;
  const print = () => (isPrinting.value = true);
  useShortcuts(shown ? [{ keys: 'p', does: laboratory.print, run: print }] : null);
  return (
    <Screen
      title={`#${number}`}
      beside={
        shown && (
          <div class="buttons">
            <span class={`badge ${shown.status}`}>{statuses[shown.status]}</span>
            <button type="button" onClick={print}>
              {laboratory.print} <kbd>p</kbd>
            </button>
          </div>
        )
      }
    >
      <Shown of={order}>{(known) => <LabOrder order={wholeOrder(known)} />}</Shown>
      {shown && (
        <Thread
          order={`${tenantId}/${number}`}
          to="clinic"
          read={(query) =>
            ask(api.GET('/v1/lab/orders/{tenantId}/{number}/messages', { params: { ...params, query } }))
          }
          write={(text) =>
            written((instead) =>
              api.POST('/v1/lab/orders/{tenantId}/{number}/messages', { params, body: { text }, ...instead }),
            )
          }
        />
      )}
      {isPrinting.value && shown && (
        <PrintDialog
          order={shown}
          print={(body) => ask(api.POST('/v1/lab/orders/{tenantId}/{number}/print', { params, body: Object(body) }))}
          onClose={() => (isPrinting.value = false)}
        />
      )}
    </Screen>
  );
}
