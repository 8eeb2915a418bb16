import { api, ask } from '#desk/api/client.ts';
import { PrintDialog } from '#desk/order/actions/print/print-dialog.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';

/** Prints an order of the clinic. */
export function PrintOrderDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const shown = order.value.value;
  if (!shown) return null;
  const params = { path: { number: shown.number } };
  return (
    <PrintDialog
      order={shown}
      print={(body) => ask(api.POST('/v1/orders/{number}/print', { params, body: Object(body) }))}
      onClose={onClose}
    />
  );
}
