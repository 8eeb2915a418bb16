import { useMemo, useRef } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { Filters, Search, Tabs } from '#desk/lists/filters.tsx';
import { useKeptPlace } from '#desk/lists/fresh.ts';
import { keyOf, listOf } from '#desk/lists/order-list.ts';
import { OrderTable } from '#desk/lists/order-table.tsx';
import { keepPlace, keptPlace } from '#desk/lists/place.ts';
import { useRowKeys } from '#desk/lists/row-keys.ts';
import { endSearch, sought } from '#desk/lists/search.ts';
import { ShowMore } from '#desk/lists/show-more.tsx';
import { type View, viewIn } from '#desk/lists/view.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { today } from '#desk/parts/today.ts';
import { useUpToDate } from '#desk/parts/up-to-date.ts';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { may, rights } from '#domain/order/actions.ts';

/** The orders by where they are, by dentist and by due date, and the search. */
export function Orders() {
  return person.value && <OrdersOf person={person.value} />;
}

function OrdersOf({ person }: { person: Caller }) {
  const [query] = useSearchParams();
  const place = useMemo(keptPlace, []);
  useMemo(() => place ?? endSearch(), []);
  const view = viewIn(query, person.role);
  const patient = sought.value;
  const list = useMemo(() => listOf(view, patient, place?.rows), [JSON.stringify(view), patient]);
  const rows = list.value.value;
  useUpToDate(list.reload);
  useRowKeys();
  useKeptPlace(rows !== undefined);
  const { shell, lists } = words.value;
  // What is on the screen stays there until the next list has been read.
  const shown = useRef({ list, title: '' });
  if (rows || list.failure.value)
    shown.current = { list, title: patient ? lists.allStatuses : lists.groups[view.group] };
  const { title, list: read } = shown.current;
  return (
    <Screen title={shell.orders} beside={<Tabs view={view} role={person.role} />}>
      <div class="fields filters">
        <Search />
        {!patient && <Filters view={view} role={person.role} />}
      </div>
      <Shown of={read}>
        {(found) => (
          <>
            <p class="small" role="status">
              {title}: {lists.count(found.length, read.goesOn.value)}
            </p>
            {found.length > 0 ? (
              <OrderTable
                rows={found}
                today={today()}
                label={title}
                toMessages={view.group === 'toAnswer'}
                onOpen={(opened) => keepPlace({ opened, scroll: scrollY, rows: found.length })}
              />
            ) : (
              <Nothing view={view} patient={patient} mayOrder={may(person, rights.createOrder)} />
            )}
            <ShowMore list={read} keyOf={keyOf} />
          </>
        )}
      </Shown>
    </Screen>
  );
}

type NothingProps = { view: View; patient: string; mayOrder: boolean };

/** Says that a list is empty, and what to do. */
function Nothing({ view, patient, mayOrder }: NothingProps) {
  const { lists, shell } = words.value;
  return (
    <div class="nothing">
      <p>{patient ? lists.nobody : lists.empty[view.group]}</p>
      {mayOrder && (patient !== '' || view.group === 'drafts') && <Link href="/orders/new">{shell.newOrder}</Link>}
    </div>
  );
}
