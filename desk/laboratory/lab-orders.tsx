import { Link } from 'wouter-preact';
import { once } from '#desk/api/catalogue.ts';
import { api, ask, type LabOrderRow } from '#desk/api/client.ts';
import { paged } from '#desk/api/paged.ts';
import { ScanField } from '#desk/laboratory/scan-field.tsx';
import { useFresh, useKeptPlace } from '#desk/lists/fresh.ts';
import { Columns } from '#desk/lists/order-table.tsx';
import { keepPlace } from '#desk/lists/place.ts';
import { moveByArrow, useRowKeys } from '#desk/lists/row-keys.ts';
import { ShowMore } from '#desk/lists/show-more.tsx';
import { dateText, nameText, timeText } from '#desk/parts/format.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';

/** An order is known by its organisation and its number: two organisations may have the same number. */
const keyOf = ({ tenantId, number }: Pick<LabOrderRow, 'tenantId' | 'number'>) => `${tenantId}/${number}`;

/** What this laboratory has in its hands. It is there again when one comes back from an order. */
const orders = once(() =>
  paged((page) => ask(api.GET('/v1/lab/orders', { params: { query: page } })), { limit: 50, keyOf }),
);

/** The orders that were sent to this laboratory, the soonest due first. */
export function LabOrders() {
  const list = orders();
  const { laboratory, lists, shell } = words.value;
  useFresh(list);
  useRowKeys();
  useKeptPlace(list.value.value !== undefined);
  return (
    <Screen title={shell.orders}>
      <ScanField rows={list.value.value ?? []} />
      <Shown of={list}>
        {(rows) => (
          <>
            <p class="small" role="status">
              {laboratory.byDue}: {lists.count(rows.length, list.goesOn.value)}
            </p>
            {rows.length === 0 ? <p>{laboratory.noOrders}</p> : <LabOrderTable rows={rows} />}
            <ShowMore list={list} keyOf={keyOf} />
          </>
        )}
      </Shown>
    </Screen>
  );
}

function LabOrderTable({ rows }: { rows: readonly LabOrderRow[] }) {
  const { laboratory, lists, shell } = words.value;
  return (
    <div class="table orders-table">
      <table class="orders stacked" aria-label={shell.orders}>
        <Columns />
        <thead>
          <tr>
            <th scope="col">{lists.columns.number}</th>
            <th scope="col">{lists.columns.patient}</th>
            <th scope="col">{lists.columns.dentist}</th>
            <th scope="col">{laboratory.organisation}</th>
            <th scope="col">{lists.columns.due}</th>
            <th scope="col">{lists.columns.status}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={keyOf(row)} row={row} count={rows.length} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, count }: { row: LabOrderRow; count: number }) {
  const { tenantId, number, status, statusSince, customer, clinic, patientOnLabel, dueDate } = row;
  return (
    <tr>
      <td class="which">
        <Link
          href={`/orders/${keyOf(row)}`}
          data-order={keyOf(row)}
          onClick={() => keepPlace({ opened: keyOf(row), scroll: scrollY, rows: count })}
          onKeyDown={moveByArrow}
        >
          #{number}
        </Link>
      </td>
      <td class="patient typed">{patientOnLabel ?? words.value.parts.none}</td>
      <td class="whose">
        <div class="typed">{nameText(customer)}</div>
        <div class="typed small">{clinic}</div>
      </td>
      <td class="ordered typed">{tenantId}</td>
      <td class="due">{dateText(dueDate)}</td>
      <td class="state">
        <span class={`badge ${status}`}>{words.value.statuses[status]}</span>{' '}
        <span class="small">{timeText(statusSince)}</span>
      </td>
    </tr>
  );
}
