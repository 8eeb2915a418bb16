import type { ComponentChildren } from 'preact';
import type { Line, Order } from '#desk/api/client.ts';
import { Chart } from '#desk/order/form/chart.tsx';
import { lineFacts } from '#desk/order/form/described.ts';
import { type Form, formOf, type TypedLine } from '#desk/order/form/model/form.ts';
import { PriceList } from '#desk/order/form/price-list.tsx';
import { Unsaved } from '#desk/order/form/unsaved.tsx';
import { Returned } from '#desk/order/sent/returned.tsx';
import { notationOf, storedOf } from '#desk/order/stored-order.ts';
import { dateText, dayText, moneyText, nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import { fullName } from '#domain/kernel/full-name.ts';

/** An order that cannot be edited, or not by this person: what it says, as text. */
export function OrderText({ order }: { order: Order }) {
  const text = words.value.form;
  const { patient, customer, clinic, laboratory, dueDate, services, enclosures, note, price, returned } = order;
  const typed = formOf(order);
  const notation = notationOf(order);
  return (
    <div class="order">
      <div class="typing">
        <Unsaved number={order.number} now={typed} />
        {returned && (
          // There is no field to lead to.
          <Returned returned={returned} reasons={returned.reasons.map(({ message }) => ({ message }))} />
        )}
        <Part title={text.patient}>
          <Facts
            of={[
              [text.name, nameText({ ...patient, reference: undefined })],
              [text.dateOfBirth, patient.dateOfBirth && dayText(patient.dateOfBirth)],
              [text.reference, patient.reference],
            ]}
          />
        </Part>
        <Part title={text.services}>
          <ol class="lines">
            {services.map((line, index) => (
              <LineText key={line.lineId} line={line} typed={typed.lines[index]} notation={notation} />
            ))}
          </ol>
          {services.length === 0 && <p>{text.noServices}</p>}
        </Part>
        <Part title={text.delivery}>
          <Facts
            of={[
              [text.dentist, fullName(customer)],
              [text.clinic, clinic],
              [text.laboratory, laboratory?.name],
              [text.dueDate, dueDate && dateText(dueDate)],
            ]}
          />
        </Part>
        {enclosures.length > 0 && (
          <Part title={text.enclosures}>
            <p class="typed">{enclosures.join(', ')}</p>
          </Part>
        )}
        {note && (
          <Part title={text.note}>
            <p class="typed as-typed">{note}</p>
          </Part>
        )}
      </div>
      <div class="meaning">
        <section aria-label={words.value.chart.title}>
          <Chart services={storedOf(order).services} notation={notation} taking={null} />
        </section>
        {price && services.length > 0 && <PriceList price={price} discount={order.discount} />}
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="order-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Facts with their labels; what is empty is left out. */
function Facts({ of }: { of: readonly (readonly [label: string, value: string | null | undefined])[] }) {
  return (
    <dl class="facts">
      {of.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd class="typed as-typed">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

type LineProps = { line: Line; typed: TypedLine | undefined; notation: Form['notation'] };

function LineText({ line, typed, notation }: LineProps) {
  const { service, quantity, amount } = line;
  return (
    <li class="line">
      <h3 class="typed">{service.name}</h3>
      <Facts
        of={[
          ...(typed ? lineFacts({ ...typed, quantity: String(quantity), unitPrice: '' }, notation) : []),
          [words.value.form.amount, amount && moneyText(amount)],
        ]}
      />
    </li>
  );
}
