import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { catalogue } from '#desk/api/catalogue.ts';
import { api, ask, type Customer, type Order } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { type DryRun, dryRun, realRun } from '#desk/order/actions/dry-run.ts';
import { faultAt, SendingFailure, SubmitButton, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { ChoiceList } from '#desk/parts/choice-list.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';
import { fullName } from '#domain/kernel/full-name.ts';

const place = '/change-customer';

/** The dentists who can become the customer of an order. */
const othersThan = (customers: readonly Customer[], { customerId }: Order) =>
  customers
    .filter((customer) => customer.active && customer.customerId !== customerId)
    .map((customer) => ({ value: customer.customerId, text: fullName(customer), detail: customer.clinic }));

/** Gives the order to another dentist, after showing what that changes. */
export function ChangeCustomerDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { changeCustomer } = words.value.actions;
  const chosen = useSignal<string | undefined>(undefined);
  const preview = useSignal<DryRun | undefined>(undefined);
  const sending = useSending(order);
  const shown = order.value.value;
  if (!shown) return null;
  const failure = sending.failure.value;
  const path = { number: shown.number };

  const look = (customerId: string) =>
    dryRun(
      ask(
        api.POST('/v1/orders/{number}/change-customer', {
          params: { path, query: { dryRun: true } },
          body: { customerId },
        }),
      ),
    );
  const choose = async (customerId: string) => {
    chosen.value = customerId;
    preview.value = undefined;
    const seen = await sending.ask(() => look(customerId));
    if (seen && chosen.value === customerId) preview.value = seen;
  };
  const submit = async () => {
    const customerId = chosen.value;
    if (customerId === undefined) return;
    const done = await sending.send(customerId, (params) =>
      realRun(ask(api.POST('/v1/orders/{number}/change-customer', { params, body: { customerId } }))),
    );
    if (done) {
      onClose();
      sayDone(done, changeCustomer.done(fullName(done.customer)));
      return;
    }
    // The order may have changed: this is what the change would do now.
    const seen = await look(customerId);
    if (seen.kind === 'answered') preview.value = seen.value;
  };
  return (
    <Dialog title={words.value.actions.names.changeCustomer} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SendingFailure failure={failure} place={place} />
        <p>{changeCustomer.now(fullName(shown.customer), shown.clinic)}</p>
        <Shown of={catalogue.customers()}>
          {(customers) => (
            <ChoiceList
              label={changeCustomer.choose}
              hint={changeCustomer.hint}
              pointer={`${place}/customerId`}
              error={faultAt(failure, place, '/customerId')}
              choices={othersThan(customers, shown)}
              value={chosen.value}
              onChoose={(customerId) => void choose(customerId)}
            />
          )}
        </Shown>
        {preview.value && <Preview preview={preview.value} before={shown.warnings} />}
        {preview.value && <Submit sending={sending} text={changeCustomer.submit} preview={preview.value} />}
      </form>
    </Dialog>
  );
}

type PreviewProps = { preview: DryRun; before: Order['warnings'] };

/** What the change would do, and what is unusual then and is not already. */
function Preview({ preview: { effects, warnings: all }, before }: PreviewProps) {
  const warnings = all.filter(({ message }) => !before.some((one) => one.message === message));
  return (
    <div class={warnings.length > 0 ? 'notice warning' : 'notice'} role="status">
      <h3>{words.value.actions.changeCustomer.effects}</h3>
      <ul>
        {[...effects, ...warnings].map(({ message }) => (
          <li key={message} class="typed">
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

type SubmitProps = { sending: Parameters<typeof SubmitButton>[0]['sending']; text: string; preview: DryRun };

/** The button that makes the change; it has the focus when the preview has been read. */
function Submit({ sending, text, preview }: SubmitProps) {
  const buttons = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => buttons.current?.querySelector('button')?.focus(), [preview]);
  return (
    <div class="buttons" ref={buttons}>
      <SubmitButton sending={sending} text={text} />
    </div>
  );
}
