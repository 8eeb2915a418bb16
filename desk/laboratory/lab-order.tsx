import type { Order } from '#desk/api/client.ts';
import { previewOf, usualPrint } from '#desk/order/actions/print/print-typed.ts';
import { Chart } from '#desk/order/form/chart.tsx';
import { notationOf, storedOf } from '#desk/order/stored-order.ts';
import { dateText } from '#desk/parts/format.ts';
import { WideTable } from '#desk/parts/wide-table.tsx';
import { person } from '#desk/session/session.ts';
import { language, words } from '#desk/words/words.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Language } from '#domain/kernel/language.ts';
import type { FormSheet } from '#domain/printing/print-sheet.ts';
import type { Row, Table } from '#domain/printing/print-tables.ts';
import { type Section, usualSections } from '#domain/printing/printed-document.ts';

/** What stands on the form of an order, but the work plan; and the prices where the reply has them. */
function formOf(order: Order, caller: Caller, inLanguage: Language): FormSheet | null {
  const has = (section: Section) => section !== 'workPlan' && (section !== 'note' || order.note !== null);
  const sections: Section[] = [...usualSections.filter(has), ...(order.price ? (['prices'] as const) : [])];
  const printer = { caller, settings: undefined, employees: [] };
  const sheet = previewOf(order, { ...usualPrint(order, printer, inLanguage), sections }, printer);
  return sheet?.kind === 'form' ? sheet : null;
}

/** An order as its laboratory reads it: in the words of the printed form, with its dental chart. */
export function LabOrder({ order }: { order: Order }) {
  const sheet = person.value && formOf(order, person.value, language.value);
  if (!sheet) return null;
  const [dueCaption] = sheet.due;
  return (
    <div class="sheet">
      <div class="fields">
        {sheet.parties.map(({ caption, lines }) => (
          <section key={caption}>
            <h2>{caption}</h2>
            {lines.map((line) => (
              <p key={line} class="typed">
                {line}
              </p>
            ))}
          </section>
        ))}
      </div>
      <dl class="sheet-facts">
        <Fact caption={words.value.laboratory.organisation} value={order.tenantId} />
        {order.dueDate && <Fact caption={dueCaption} value={dateText(order.dueDate)} isStrong />}
        {sheet.facts.map(([caption, value]) => (
          <Fact key={caption} caption={caption} value={value} />
        ))}
      </dl>
      {sheet.services && <SheetTable table={sheet.services} />}
      {sheet.dentalCard && (
        <section aria-label={sheet.dentalCard.title}>
          <h2>{sheet.dentalCard.title}</h2>
          <Chart services={storedOf(order).services} notation={notationOf(order)} taking={null} />
        </section>
      )}
      {sheet.note && (
        <section>
          <h2>{sheet.note.title}</h2>
          <p class="typed as-typed">{sheet.note.text}</p>
        </section>
      )}
      {sheet.prices && <SheetTable table={sheet.prices} />}
    </div>
  );
}

type FactProps = { caption: string; value: string; isStrong?: boolean };

const Fact = ({ caption, value, isStrong = false }: FactProps) => (
  <div>
    <dt class="small">{caption}</dt>
    <dd class="typed">{isStrong ? <strong>{value}</strong> : value}</dd>
  </div>
);

/** A table of the printed form. What is printed below a service stands below it here. */
function SheetTable({ table: { title, head, rows, sums, remarks } }: { table: Table }) {
  return (
    <section>
      <h2>{title}</h2>
      <WideTable label={title} class="">
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SheetRow key={row.cells[0]} row={row} />
          ))}
          {sums.map(([caption, amount]) => (
            <tr key={caption}>
              <th scope="row" colSpan={head.length - 1}>
                {caption}
              </th>
              <td>{amount}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
    </section>
  );
}

const SheetRow = ({ row: { cells, details } }: { row: Row }) => (
  <tr>
    {cells.map((cell, place) => (
      <td key={place} class="typed">
        {cell}
        {place === 1 &&
          details.map((detail) => (
            <div key={detail} class="small">
              {detail}
            </div>
          ))}
      </td>
    ))}
  </tr>
);
