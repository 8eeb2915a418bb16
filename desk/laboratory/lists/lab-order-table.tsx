import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { LabOrderRow } from '#desk/api/client.ts';
import { keyOf } from '#desk/laboratory/lists/groups.ts';
import { moveByArrow } from '#desk/lists/row-keys.ts';
import { servicesText } from '#desk/lists/row-texts.ts';
import { dateText, nameText, timeText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import { promisedOtherwise } from '#domain/order/laboratory/promise.ts';

type Props = {
  rows: readonly LabOrderRow[];
  /** What the rows are, for a screen reader. */
  label: string;
  onOpen: (key: string) => void;
  /** Which orders are chosen, where one can choose. */
  choice?: { chosen: ReadonlySet<string>; toggle: (key: string) => void };
  /** What else is said of an order. */
  remark?: (row: LabOrderRow) => ComponentChildren;
};

/** A laboratory's orders as a table; on a narrow screen each row is a card. */
export function LabOrderTable({ rows, label, onOpen, choice, remark }: Props) {
  const { laboratory, lists } = words.value;
  return (
    <div class="table orders-table">
      <table class="orders stacked" aria-label={label}>
        <colgroup>
          {choice && <col class="choice" />}
          {['which', 'patient', 'whose', 'ordered', 'due', 'state'].map((name) => (
            <col key={name} class={name} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {choice && (
              <th scope="col">
                <span class="unseen">{laboratory.many.choose}</span>
              </th>
            )}
            <th scope="col">{lists.columns.number}</th>
            <th scope="col">{lists.columns.patient}</th>
            <th scope="col">{lists.columns.dentist}</th>
            <th scope="col">{lists.columns.services}</th>
            <th scope="col">{lists.columns.due}</th>
            <th scope="col">{lists.columns.status}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={keyOf(row)} row={row} onOpen={onOpen} choice={choice} remark={remark?.(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  row: LabOrderRow;
  onOpen: Props['onOpen'];
  choice: Props['choice'];
  remark: ComponentChildren;
};

function Row({ row, onOpen, choice, remark }: RowProps) {
  const { tenantId, number, customer, clinic, patientOnLabel, servicesInBrief } = row;
  const { dueDate, laboratoryReference } = row;
  const promised = promisedOtherwise(row);
  const { laboratory, lists, parts } = words.value;
  const key = keyOf(row);
  return (
    <tr>
      {choice && (
        <td class="choice">
          <input
            type="checkbox"
            aria-label={laboratory.many.chooseOne(number)}
            checked={choice.chosen.has(key)}
            onChange={() => choice.toggle(key)}
          />
        </td>
      )}
      <td class="which">
        <Link href={`/orders/${key}`} data-order={key} onClick={() => onOpen(key)} onKeyDown={moveByArrow}>
          #{number}
        </Link>
        {laboratoryReference !== null && <div class="typed small">{laboratoryReference}</div>}
      </td>
      <td class="patient typed">
        <bdi>{patientOnLabel ?? parts.none}</bdi>
      </td>
      <td class="whose">
        <div class="typed">{nameText(customer)}</div>
        <div class="typed small">
          {clinic} ({tenantId})
        </div>
      </td>
      <td class="ordered">
        {servicesText(servicesInBrief, lists).map((text) => (
          <div key={text} class="typed">
            {text}
          </div>
        ))}
        {remark}
      </td>
      <td class="due">
        {dateText(dueDate)}
        {promised !== null && <div class="small">{laboratory.promisedFor(dateText(promised))}</div>}
      </td>
      <td class="state">
        <State row={row} />
      </td>
    </tr>
  );
}

/** The status, since when, which revision or remake it is, why it was sent back, and what is waited for. */
function State({ row: { status, statusSince, revision, remake, hold, sentBack } }: { row: LabOrderRow }) {
  const { laboratory, atLaboratory, statuses } = words.value;
  return (
    <>
      <span class={`badge ${status}`}>{statuses[status]}</span> <span class="small">{timeText(statusSince)}</span>
      {revision > 1 && (
        <div>
          <span class="small">{atLaboratory.revisionOf(revision)}</span>
        </div>
      )}
      {remake && (
        <div>
          <strong class="small">{laboratory.remake(remake.source)}</strong>
        </div>
      )}
      {sentBack !== null && <p class="caution typed">{laboratory.sentBack(sentBack)}</p>}
      {hold !== null && <p class="caution typed">{laboratory.waitsFor(hold)}</p>}
    </>
  );
}
