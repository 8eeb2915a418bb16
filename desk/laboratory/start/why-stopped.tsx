import { leftOf, reasonsOf } from '#desk/laboratory/order/left.ts';
import type { Told } from '#desk/laboratory/start/news.ts';
import { memoized } from '#domain/kernel/memoized.ts';

/** What an order was stopped for, by the order and the time: it is read once. */
const reasonsAt = memoized((key: string) => {
  const [tenantId = '', number = ''] = key.split('/');
  return leftOf({ tenantId, number });
});

/** Why the clinic has stopped an order, where it said so. */
export function WhyStopped({ told: { tenantId, number, at } }: { told: Told }) {
  const { left } = reasonsAt(`${tenantId}/${number}/${at}`).value.value ?? {};
  return (
    <>
      {left &&
        reasonsOf(left).map((reason, index) => (
          // Two reasons may be the same.
          <div key={index} class="typed small">
            {reason}
          </div>
        ))}
    </>
  );
}
