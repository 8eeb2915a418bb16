import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { AcceptMany } from '#desk/laboratory/lists/accept-many.tsx';
import { AcceptedNotice } from '#desk/laboratory/lists/accepted-notice.tsx';
import { addressOf, type Group, groupIn, groups, keyOf, listOf } from '#desk/laboratory/lists/groups.ts';
import { LabOrderTable } from '#desk/laboratory/lists/lab-order-table.tsx';
import { PrintMany } from '#desk/laboratory/lists/print-many.tsx';
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
import type { Words } from '#desk/words/en.ts';
import { words } from '#desk/words/words.ts';

/** What can be done with many orders of a group at once. */
const actionsIn = ({
  many,
}: Words['laboratory']): Partial<Record<Group, { key: string; does: string; name: (orders: number) => string }>> => ({
  new: { key: 'a', does: many.accept, name: many.acceptSo },
  work: { key: 'p', does: many.print, name: many.printSo },
});

/**
 * The orders of a laboratory by group, the soonest due first. New ones are chosen, and accepted many at once;
 * those in work are printed.
 */
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
  const acts = useSignal(false);
  const accepted = useSignal(0);
  const table = useRef<HTMLDivElement>(null);
  useFresh(list);
  useRowKeys();
  useKeptPlace(list.value.value !== undefined);
  const said = new Map(
    labNews().value.value?.said.map((one) => [keyOf(one), newsTexts(besideRow(one.types), laboratory)]),
  );
  const title = laboratory.groups[group];
  const rows = list.value.value ?? [];
  const act = actionsIn(laboratory)[group];
  const chosenRows = rows.filter((row) => chosen.value.has(keyOf(row)));
  const choose = (keys: readonly string[]) => {
    chosen.value = new Set(keys);
  };
  const toggle = (key: string) => {
    const next = new Set(chosen.value);
    if (!next.delete(key)) next.add(key);
    chosen.value = next;
  };
  const start = () => {
    if (chosenRows.length > 0) acts.value = true;
  };
  useShortcuts(
    act
      ? [
          {
            keys: 'x',
            does: laboratory.many.choose,
            run: () => {
              const link = table.current?.querySelector<HTMLElement>('a[data-order]:focus');
              if (link) toggle(link.dataset['order'] ?? '');
            },
          },
          { keys: act.key, does: act.does, run: start },
        ]
      : null,
  );
  return (
    <Screen title={shell.orders} beside={<Groups here={group} />}>
      <OrderScan rows={rows} />
      <AcceptedNotice orders={accepted} />
      <Shown of={list}>
        {(found) => (
          <>
            <p class="small" role="status">
              {title}: {lists.count(found.length, list.goesOn.value)}. {laboratory.byDue}.
            </p>
            {act && found.length > 0 && (
              <div class="buttons">
                <button type="button" onClick={() => choose(chosenRows.length < found.length ? found.map(keyOf) : [])}>
                  {chosenRows.length < found.length ? laboratory.many.all : laboratory.many.none}
                </button>
                {chosenRows.length > 0 && (
                  <button type="button" class="primary" onClick={start}>
                    {act.name(chosenRows.length)} <kbd>{act.key}</kbd>
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
                  {...(act && { choice: { chosen: chosen.value, toggle } })}
                  remark={(row) => said.get(keyOf(row))?.map((text) => <Remark key={text} text={text} />)}
                  onOpen={(opened) => keepPlace({ opened, scroll: scrollY, rows: found.length })}
                />
              )}
            </div>
            <ShowMore list={list} keyOf={keyOf} />
          </>
        )}
      </Shown>
      {acts.value && group === 'work' && <PrintMany rows={chosenRows} onClose={() => (acts.value = false)} />}
      {acts.value && group === 'new' && (
        <AcceptMany
          rows={chosenRows}
          onAccepted={(orders) => {
            accepted.value = orders;
            choose([]);
            void list.reload();
          }}
          onClose={() => (acts.value = false)}
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
