import { api, ask, written } from '#desk/api/client.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { Thread } from '#desk/order/thread/thread.tsx';

/** The messages about an order, once it was sent to a laboratory. */
export function OrderThread({ order }: { order: OpenOrder }) {
  const shown = order.value.value;
  if (!shown) return null;
  const { number, actions, publishedAt } = shown;
  const mayWrite = actions.includes('addMessage');
  if (!mayWrite && publishedAt === null) return null;
  const path = { number };
  return (
    <Thread
      order={number}
      to="laboratory"
      read={(query) => ask(api.GET('/v1/orders/{number}/messages', { params: { path, query } }))}
      write={
        mayWrite
          ? (text) =>
              written((instead) =>
                api.POST('/v1/orders/{number}/messages', { params: { path }, body: { text }, ...instead }),
              )
          : null
      }
    />
  );
}
