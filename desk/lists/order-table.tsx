import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { OrderRow } from '#desk/api/client.ts';
import { moveByArrow } from '#desk/lists/row-keys.ts';
import { nearText, readinessText, servicesText, shipmentText } from '#desk/lists/row-texts.ts';
import { toThread } from '#desk/order/thread/to-thread.ts';
import { dateText, nameText, timeText } from '#desk/parts/format.ts';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';
import type { CalendarDate } from '#domain/kernel/calendar.ts';
import { isPromisedLate, promisedOtherwise } from '#domain/order/laboratory/promise.ts';
import { statuses } from '#domain/order/statuses.ts';

type Props = {
  rows: readonly OrderRow[];
  today: CalendarDate;
  /** What the rows are, for a screen reader. */
  label: string;
  onOpen?: ((number: string) => void) | undefined;
  /** Whether its rows lead to the messages of their orders. */
  toMessages?: boolean | undefined;
  /** What can be done with a row where it stands. */
  act?: ((row: OrderRow) => ComponentChildren) | undefined;
};

/** Orders as a table; on a narrow screen each row is a card. */
export function OrderTable({ rows, label, ...ofRows }: Props) {
  const { columns } = words.value.lists;
  return (
    <div class="table orders-table">
      <table class="orders stacked" aria-label={label}>
        <Columns />
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.patient}</th>
            <th scope="col">{person.value?.role === 'dentist' ? columns.clinic : columns.dentist}</th>
            <th scope="col">{columns.services}</th>
            <th scope="col">{columns.due}</th>
            <th scope="col">{columns.status}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.number} row={row} {...ofRows} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The columns, whose widths are the same in all lists. */
export const Columns = () => (
  <colgroup>
    {['which', 'patient', 'whose', 'ordered', 'due', 'state'].map((name) => (
      <col key={name} class={name} />
    ))}
  </colgroup>
);

type RowProps = { row: OrderRow } & Omit<Props, 'rows' | 'label'>;

function Row({ row, today, onOpen, toMessages = false, act }: RowProps) {
  const { number, patient, customer, clinic, servicesInBrief, dueDate } = row;
  const { parts, lists } = words.value;
  return (
    <tr>
      <td class="which">
        <Link
          href={`/orders/${number}${toMessages ? toThread : ''}`}
          data-order={number}
          onClick={() => onOpen?.(number)}
          onKeyDown={moveByArrow}
        >
          #{number}
        </Link>
      </td>
      <td class="patient typed">{nameText(patient) ?? parts.none}</td>
      <td class="whose">
        {person.value?.role !== 'dentist' && <div class="typed">{nameText(customer)}</div>}
        <div class={person.value?.role === 'dentist' ? 'typed' : 'typed small'}>{clinic}</div>
      </td>
      <td class="ordered">
        {servicesText(servicesInBrief, lists).map((text) => (
          <div key={text} class="typed">
            {text}
          </div>
        ))}
      </td>
      <td class="due">
        {dueDate && <Due date={dueDate} today={today} isAwaited={statuses[row.status].awaited} />}
        {statuses[row.status].awaited && <Promised row={row} />}
      </td>
      <td class="state">
        <State row={row} today={today} />
        {act && <div class="act">{act(row)}</div>}
      </td>
    </tr>
  );
}

type DueProps = { date: CalendarDate; today: CalendarDate; isAwaited: boolean };

/** The due date; of work that is still to come also how near it is. */
function Due({ date, today, isAwaited }: DueProps) {
  const near = isAwaited && nearText(date, today, words.value.lists);
  return (
    <>
      {dateText(date)}
      {near && <div class={date < today ? 'fault' : 'near'}>{near}</div>}
    </>
  );
}

/** The day for which the laboratory has promised the work, where it is another than the due date. */
function Promised({ row }: { row: OrderRow }) {
  const promised = promisedOtherwise(row);
  if (promised === null) return null;
  const text = words.value.lists.promised(dateText(promised));
  return <div class={isPromisedLate(row) ? 'promised near' : 'promised small'}>{text}</div>;
}

/**
 * The status: of a draft with what it lacks, of others with the time since when; for what and how the work comes; and why it
 * was returned, or what the laboratory waits for.
 */
function State({ row, today }: { row: OrderRow; today: CalendarDate }) {
  const { lists } = words.value;
  const shipment = shipmentText(row, lists);
  return (
    <>
      <span class={`badge ${row.status}`}>{words.value.statuses[row.status]}</span>{' '}
      <span class="small">{readinessText(row, today, lists) ?? timeText(row.statusSince)}</span>
      {row.revision > 1 && <div class="small">{words.value.atLaboratory.revisionOf(row.revision)}</div>}
      {shipment && <div class="small typed">{shipment}</div>}
      {row.returned !== null && <p class="caution typed">{lists.returned(row.returned)}</p>}
      {row.hold !== null && <p class="caution typed">{lists.onHold(row.hold)}</p>}
    </>
  );
}
