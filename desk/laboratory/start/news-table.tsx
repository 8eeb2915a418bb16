import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { LabOrderRow } from '#desk/api/client.ts';
import { keyOf } from '#desk/laboratory/lists/groups.ts';
import { newsTexts, type Told } from '#desk/laboratory/start/news.ts';
import { keepPlace } from '#desk/lists/place.ts';
import { moveByArrow } from '#desk/lists/row-keys.ts';
import { dateText, timeText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

type Props = {
  told: readonly Told[];
  label: string;
  /**
   * The orders that were read for other lists: events do not say whom they are for. Null where nobody may read it any more.
   */
  rows: readonly LabOrderRow[] | null;
  /** Why it was done. */
  why?: (one: Told) => ComponentChildren;
};

/** What clinics have done with orders, as a table; on a narrow screen each row is a card. */
export function NewsTable({ told, label, rows, why }: Props) {
  const { laboratory, lists } = words.value;
  const known = new Map(rows?.map((row) => [keyOf(row), row]));
  const columns = rows ? ['which', 'patient', 'whose', 'news', 'state'] : ['which', 'whose', 'news', 'state'];
  return (
    <div class="table orders-table">
      <table class="orders stacked" aria-label={label}>
        <colgroup>
          {columns.map((name) => (
            <col key={name} class={name} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{lists.columns.number}</th>
            {rows && <th scope="col">{lists.columns.patient}</th>}
            <th scope="col">{laboratory.organisation}</th>
            <th scope="col">{laboratory.what}</th>
            <th scope="col">{laboratory.when}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((one) => (
            <Row key={keyOf(one)} one={one} row={rows && known.get(keyOf(one))} why={why} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { one: Told; row: LabOrderRow | null | undefined; why: Props['why'] | undefined };

function Row({ one, row, why }: RowProps) {
  const { laboratory, parts } = words.value;
  const key = keyOf(one);
  const moved = one.dueDate;
  return (
    <tr>
      <td class="which">
        <Link
          href={`/orders/${key}`}
          data-order={key}
          onClick={() => keepPlace({ opened: key, scroll: scrollY, rows: 0 })}
          onKeyDown={moveByArrow}
        >
          #{one.number}
        </Link>
        {row?.laboratoryReference && <div class="typed small">{row.laboratoryReference}</div>}
      </td>
      {row !== null && (
        <td class="patient typed">
          <bdi>{row?.patientOnLabel ?? parts.none}</bdi>
        </td>
      )}
      <td class="whose typed">{one.tenantId}</td>
      <td class="ordered">
        {newsTexts(one.types, laboratory).map((text) => (
          <div key={text}>{text}</div>
        ))}
        {row?.sentBack && <div class="typed small">{row.sentBack}</div>}
        {why?.(one)}
        {moved !== undefined && <div class="small">{laboratory.movedTo(dateText(moved))}</div>}
      </td>
      <td class="state">{timeText(one.at)}</td>
    </tr>
  );
}
