import type { Order } from '#desk/api/client.ts';
import { moneyText, percentText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import type { Amount } from '#domain/kernel/money.ts';

type Props = { price: { subtotal: Amount; discount: Amount; total: Amount }; discount: Order['discount'] };

/** What an order costs, and what a discount takes off. */
export function PriceList({ price, discount }: Props) {
  const text = words.value.form;
  const percent = discount?.type === 'percentage' ? percentText(discount.percent) : undefined;
  return (
    <dl class="price side-part">
      {price.discount.amount > 0 && (
        <>
          <dt>{text.subtotal}</dt>
          <dd>{moneyText(price.subtotal)}</dd>
          <dt>{percent === undefined ? text.discount : text.discountOf(percent)}</dt>
          <dd>−{moneyText(price.discount)}</dd>
        </>
      )}
      <dt>{text.total}</dt>
      <dd>{moneyText(price.total)}</dd>
    </dl>
  );
}
