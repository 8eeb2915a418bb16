import { useSignal } from '@preact/signals';
import type { Order } from '#desk/api/client.ts';
import { DiscountDialog } from '#desk/order/actions/discount/discount-dialog.tsx';
import { whenSaved } from '#desk/order/actions/when-saved.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { idOf } from '#desk/parts/field.tsx';
import { moneyText, percentText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

/** A discount as people read it: 7.5 %, or a sum. */
const discountText = (discount: NonNullable<Order['discount']>): string =>
  discount.type === 'fixed' ? moneyText(discount.amount) : percentText(discount.percent);

/** The discount that an order has, and the way to change or remove it. */
export function DiscountLine({ order }: { order: OpenOrder }) {
  const { names } = words.value.actions;
  const open = useSignal(false);
  const shown = order.value.value;
  const start = () =>
    void whenSaved(order, names.setDiscount, () => {
      open.value = true;
    });
  return (
    <>
      {shown?.discount && shown.actions.includes('setDiscount') && (
        <p class="buttons discount">
          {names.setDiscount}: <strong>{discountText(shown.discount)}</strong>
          <button type="button" id={idOf('/discount')} onClick={start}>
            {words.value.actions.discount.change}
          </button>
        </p>
      )}
      {open.value && <DiscountDialog order={order} onClose={() => (open.value = false)} />}
    </>
  );
}
