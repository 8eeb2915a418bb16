import { useSignal } from '@preact/signals';
import { api, ask, type Order } from '#desk/api/client.ts';
import { amountToType } from '#desk/editing/amount-to-type.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import { type DiscountTyped, discountBody, totalWith } from '#desk/order/actions/discount/discount-typed.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { SendingFailure, SubmitButton, useFaults, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { storedOf } from '#desk/order/stored-order.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { FieldErrors } from '#desk/parts/error-summary.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { moneyText } from '#desk/parts/format.ts';
import type { Said } from '#desk/parts/said.ts';
import { ruleMessages } from '#desk/words/messages.ts';
import { language, words } from '#desk/words/words.ts';
import { SetDiscount } from '#domain/order/requests/set-discount.ts';

const place = '/set-discount';

/** The discount of an order, to be typed into. */
function discountToType({ discount }: Order): DiscountTyped {
  if (!discount) return { kind: 'percentage', text: '' };
  if (discount.type === 'fixed') return { kind: 'fixed', text: amountToType(discount.amount) };
  const text = String(discount.percent);
  return { kind: 'percentage', text: language.value === 'en' ? text : text.replace('.', ',') };
}

/** Sets the discount, as a percentage or a sum, or removes it. */
export function DiscountDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { discount, names } = words.value.actions;
  const shown = order.value.value;
  const typed = useSignal<DiscountTyped>(shown ? discountToType(shown) : { kind: 'percentage', text: '' });
  const faults = useSignal<readonly Said[]>([]);
  const sending = useSending(order);
  const all = useFaults(faults.value, sending.failure.value, place);
  if (!shown) return null;
  const { currency } = storedOf(shown);
  const { kind, text } = typed.value;
  const total = totalWith(shown, typed.value);
  const put = async (body: object | null) => {
    const done = await sending.send(body, (params) =>
      ask(api.PUT('/v1/orders/{number}/discount', { params, body: body && Object(body) })),
    );
    if (!done) return;
    onClose();
    sayDone(done, body ? discount.done(done.price ? moneyText(done.price.total) : '') : discount.removed);
  };
  const submit = async () => {
    const body = discountBody(typed.value, currency);
    const amounts = kind === 'fixed' ? { currency, typed: new Map([['/amount', text]]) } : null;
    const wrong = faultsIn(SetDiscount, body, amounts, await ruleMessages());
    faults.value = wrong.map(({ message }) => ({
      pointer: `${place}/text`,
      message: kind === 'percentage' ? discount.percentFault : message,
    }));
    if (wrong.length === 0) await put(body);
  };
  return (
    <Dialog title={names.setDiscount} onClose={onClose}>
      <form
        noValidate
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {all.length > 0 ? (
          <FieldErrors errors={all} />
        ) : (
          <SendingFailure failure={sending.failure.value} place={place} />
        )}
        <fieldset>
          <legend class="unseen">{discount.kind}</legend>
          <div class="buttons">
            {(['percentage', 'fixed'] as const).map((one) => (
              <label key={one} class="check">
                <input
                  type="radio"
                  name="discount-kind"
                  checked={kind === one}
                  onChange={() => (typed.value = { ...typed.value, kind: one })}
                />
                {one === 'percentage' ? discount.percentage : discount.amountIn(currency)}
              </label>
            ))}
          </div>
        </fieldset>
        <TextField
          label={names.setDiscount}
          inputMode="decimal"
          autocomplete="off"
          autofocus
          hint={shown.price && discount.hint(moneyText(shown.price.subtotal))}
          pointer={`${place}/text`}
          error={all[0]?.message}
          value={text}
          onInput={(next) => (typed.value = { kind: next.includes('%') ? 'percentage' : kind, text: next })}
        />
        <p class="new-total" role="status">
          {total && discount.newTotal(moneyText(total))}
        </p>
        <div class="buttons">
          <SubmitButton sending={sending} text={discount.set} />
          {shown.discount && (
            <button type="button" class="danger" onClick={() => void put(null)}>
              {discount.remove}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
