import { moneyText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import type { Amount } from '#domain/kernel/money.ts';

type Props = { price: { subtotal: Amount; discount: Amount; total: Amount } };

/** What an order costs. */
export function PriceList({ price }: Props) {
  const text = words.value.form;
  return (
    <dl class="price side-part">
      {price.discount.amount > 0 && (
        <>
          <dt>{text.subtotal}</dt>
          <dd>{moneyText(price.subtotal)}</dd>
          <dt>{text.discount}</dt>
          <dd>−{moneyText(price.discount)}</dd>
        </>
      )}
      <dt>{text.total}</dt>
      <dd>{moneyText(price.total)}</dd>
    </dl>
  );
}
