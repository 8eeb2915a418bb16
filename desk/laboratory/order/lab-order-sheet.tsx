import type { ComponentChildren } from 'preact';
import type { Order } from '#desk/api/client.ts';
import { previewOf, showsPrices, usualPrint } from '#desk/order/actions/print/print-typed.ts';
import { Chart } from '#desk/order/form/chart.tsx';
import { notationOf, storedOf } from '#desk/order/stored-order.ts';
import { dateText, dayText } from '#desk/parts/format.ts';
import { WideTable } from '#desk/parts/wide-table.tsx';
import { person } from '#desk/session/session.ts';
import { language, words } from '#desk/words/words.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Language } from '#domain/kernel/language.ts';
import type { FormSheet } from '#domain/printing/print-sheet.ts';
import type { Row, Table } from '#domain/printing/print-tables.ts';
import { formatText, type PrintTexts, printTexts } from '#domain/printing/print-texts.ts';
import type { Section } from '#domain/printing/printed-document.ts';

/** What stands on the form of an order, and the prices where the reply has them. */
function formOf(order: Order, caller: Caller, inLanguage: Language): FormSheet | null {
  const printer = { caller, settings: undefined, employees: [] };
  const usual = usualPrint(order, printer, inLanguage);
  const has = (section: Section) => section !== 'note' || order.note !== null;
  const sections: Section[] = [...usual.sections.filter(has), ...(showsPrices(order) ? (['prices'] as const) : [])];
  const sheet = previewOf(order, { ...usual, sections }, printer);
  return sheet?.kind === 'form' ? sheet : null;
}

/** What stands on the form, and on the page above it: it is said once. */
const saidAbove = (texts: PrintTexts): readonly string[] => [
  texts.sent,
  texts.changed,
  texts.rescheduled,
  texts.remakeReason,
  texts.reason,
];

/** A date as the paper has it, with its weekday. */
const paperDate = /^\S+\u00A0(\d{4}-\d\d-\d\d)$/;

/** What of an order each party of the form shows: clinic, laboratory and patient. */
const partyFields = [['clinic', 'customer'], ['laboratoryId', 'laboratory'], ['patient']];

/**
 * An order as its laboratory reads it: in the words of the printed form, with its dental chart. What is prescribed
 * differently from the revision before is marked.
 */
export function LabOrderSheet({ order }: { order: Order }) {
  const sheet = person.value && formOf(order, person.value, language.value);
  if (!sheet) return null;
  const [dueCaption] = sheet.due;
  const texts = printTexts[language.value];
  const facts = sheet.facts.filter(([caption]) => !saidAbove(texts).includes(caption));
  const { dateOfBirth } = order.patient;
  // The paper has dates of its own; here they are as on the rest of the page.
  const onPage = (line: string) =>
    dateOfBirth && line === formatText(texts.born, dateOfBirth) ? formatText(texts.born, dayText(dateOfBirth)) : line;
  const changed = new Set(order.publication?.changed ?? []);
  const mark = (...fields: string[]) => fields.some((field) => changed.has(field)) && <Changed />;
  return (
    <div class="sheet">
      <div class="fields">
        {sheet.parties.map(({ caption, lines }, place) => (
          <section key={caption}>
            <h2>
              {caption} {mark(...(partyFields[place] ?? []))}
            </h2>
            {lines.map((line) => (
              <p key={line} class="typed">
                {onPage(line)}
              </p>
            ))}
          </section>
        ))}
      </div>
      <dl class="sheet-facts">
        <Fact caption={words.value.laboratory.organisation} value={order.tenantId} />
        {order.dueDate && <Fact caption={dueCaption} value={dateText(order.dueDate)} isStrong mark={mark('dueDate')} />}
        {facts.map(([caption, value]) => (
          <Fact
            key={caption}
            caption={caption}
            value={value.replace(paperDate, (_, date: string) => dateText(date))}
            mark={caption === texts.enclosures && mark('enclosures')}
          />
        ))}
      </dl>
      {sheet.services && <SheetTable table={sheet.services} mark={mark('services', 'toothNotation')} />}
      {sheet.dentalCard && (
        <section aria-label={sheet.dentalCard.title}>
          <h2>{sheet.dentalCard.title}</h2>
          <Chart services={storedOf(order).services} notation={notationOf(order)} taking={null} />
        </section>
      )}
      {sheet.note && (
        <section>
          <h2>
            {sheet.note.title} {mark('note')}
          </h2>
          <p class="typed as-typed">{sheet.note.text}</p>
        </section>
      )}
      {sheet.prices && <SheetTable table={sheet.prices} />}
    </div>
  );
}

/** Says of a part of the order that it is different from the revision before. */
const Changed = () => <span class="badge changed">{words.value.laboratory.revision.changedHere}</span>;

type FactProps = { caption: string; value: string; isStrong?: boolean; mark?: ComponentChildren };

const Fact = ({ caption, value, isStrong = false, mark }: FactProps) => (
  <div>
    <dt class="small">
      {caption} {mark}
    </dt>
    <dd class="typed">{isStrong ? <strong>{value}</strong> : value}</dd>
  </div>
);

/** A table of the printed form. What is printed below a service stands below it here. */
function SheetTable({ table: { title, head, rows, sums, remarks }, mark }: { table: Table; mark?: ComponentChildren }) {
  return (
    <section>
      <h2>
        {title} {mark}
      </h2>
      <WideTable label={title} class="stacked">
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
            <SheetRow key={row.cells[0]} row={row} head={head} />
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

const SheetRow = ({ row: { cells, details }, head }: { row: Row; head: readonly string[] }) => (
  <tr>
    {cells.map((cell, place) => (
      // The service needs no name.
      <td key={place} class="typed" {...(place !== 1 && { 'data-label': head[place] })}>
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
