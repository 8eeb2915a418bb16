import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { AcceptMany } from '#desk/laboratory/lists/accept-many.tsx';
import { addressOf, type Group, groupIn, groups, keyOf, listOf } from '#desk/laboratory/lists/groups.ts';
import { LabOrderTable } from '#desk/laboratory/lists/lab-order-table.tsx';
import { besideRow, newsTexts } from '#desk/laboratory/start/news.ts';
import { OrderScan } from '#desk/laboratory/start/order-scan.tsx';
import { labNews } from '#desk/laboratory/start/start-reads.ts';
import { useFresh, useKeptPlace } from '#desk/lists/fresh.ts';
import { keepPlace } from '#desk/lists/place.ts';
import { useRowKeys } from '#desk/lists/row-keys.ts';
import { ShowMore } from '#desk/lists/show-more.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';

/** The orders of a laboratory by group, the soonest due first. New ones are chosen, and accepted many at once. */
export function LabOrders() {
  const [query] = useSearchParams();
  const group = groupIn(query);
  useFresh(labNews());
  return <OrdersOf key={group} group={group} />;
}

function OrdersOf({ group }: { group: Group }) {
  const list = useMemo(() => listOf(group), [group]);
  const { laboratory, lists, shell } = words.value;
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const accepts = useSignal(false);
  const table = useRef<HTMLDivElement>(null);
  useFresh(list);
  useRowKeys();
  useKeptPlace(list.value.value !== undefined);
  const said = new Map(
    labNews().value.value?.said.map((one) => [keyOf(one), newsTexts(besideRow(one.types), laboratory)]),
  );
  const title = laboratory.groups[group];
  const rows = list.value.value ?? [];
  const toAccept = group === 'new' ? rows.filter((row) => chosen.value.has(keyOf(row))) : [];
  const choose = (keys: readonly string[]) => {
    chosen.value = new Set(keys);
  };
  const toggle = (key: string) => {
    const next = new Set(chosen.value);
    if (!next.delete(key)) next.add(key);
    chosen.value = next;
  };
  const accept = () => {
    if (toAccept.length > 0) accepts.value = true;
  };
  useShortcuts(
    group === 'new'
      ? [
          {
            keys: 'x',
            does: laboratory.many.choose,
            run: () => {
              const link = table.current?.querySelector<HTMLElement>('a[data-order]:focus');
              if (link) toggle(link.dataset['order'] ?? '');
            },
          },
          { keys: 'a', does: laboratory.many.accept, run: accept },
        ]
      : null,
  );
  return (
    <Screen title={shell.orders} beside={<Groups here={group} />}>
      <OrderScan rows={rows} />
      <Shown of={list}>
        {(found) => (
          <>
            <p class="small" role="status">
              {title}: {lists.count(found.length, list.goesOn.value)}. {laboratory.byDue}.
            </p>
            {group === 'new' && found.length > 0 && (
              <div class="buttons">
                <button type="button" onClick={() => choose(toAccept.length < found.length ? found.map(keyOf) : [])}>
                  {toAccept.length < found.length ? laboratory.many.all : laboratory.many.none}
                </button>
                {toAccept.length > 0 && (
                  <button type="button" class="primary" onClick={accept}>
                    {laboratory.many.acceptSo(toAccept.length)} <kbd>a</kbd>
                  </button>
                )}
              </div>
            )}
            <div ref={table}>
              {found.length === 0 ? (
                <p>{laboratory.empty[group]}</p>
              ) : (
                <LabOrderTable
                  rows={found}
                  label={title}
                  {...(group === 'new' && { choice: { chosen: chosen.value, toggle } })}
                  remark={(row) => said.get(keyOf(row))?.map((text) => <Remark key={text} text={text} />)}
                  onOpen={(opened) => keepPlace({ opened, scroll: scrollY, rows: found.length })}
                />
              )}
            </div>
            <ShowMore list={list} keyOf={keyOf} />
          </>
        )}
      </Shown>
      {accepts.value && (
        <AcceptMany
          rows={toAccept}
          onAccepted={() => {
            choose([]);
            void list.reload();
          }}
          onClose={() => (accepts.value = false)}
        />
      )}
    </Screen>
  );
}

/** What a clinic has said of an order lately. */
const Remark = ({ text }: { text: string }) => <div class="near">{text}</div>;

/** The groups, each a link. */
function Groups({ here }: { here: Group }) {
  const { laboratory, lists } = words.value;
  return (
    <nav class="tabs" aria-label={lists.tabs}>
      {groups.map((group) => (
        <Link key={group} href={addressOf(group)} {...(group === here && { 'aria-current': 'page' })}>
          {laboratory.groups[group]}
        </Link>
      ))}
    </nav>
  );
}
