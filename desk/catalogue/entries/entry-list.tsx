import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { findable, type Group, grouped, type Listed } from '#desk/catalogue/entries/grouped.ts';
import { access, addPath, type Shown as Entries, entryPath, idOf } from '#desk/catalogue/kinds.ts';
import { Tabs } from '#desk/catalogue/tabs.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { language, words } from '#desk/words/words.ts';
import type { EntryKind } from '#domain/catalog/catalog.ts';

/** A column of a list, beside the name. */
export type Column<Entry> = { name: string; isNumber?: boolean; text: (entry: Entry) => string };

type Props<Kind extends EntryKind> = {
  kind: Kind;
  listed: Listed<Entries[Kind]>;
  columns: readonly Column<Entries[Kind]>[];
};

/** Moves the focus to the link that is so many rows on; before the first one is the filter. */
function moveIn(list: HTMLElement | null, step: number): void {
  const stops = [...(list?.querySelectorAll<HTMLElement>('input[type=search], tbody a') ?? [])];
  const place = stops.findIndex((stop) => stop.matches(':focus'));
  stops[Math.min(Math.max(place + step, 0), stops.length - 1)]?.focus();
}

/** All entries of a kind, found by typing, and opened by Enter. */
export function EntryList<Kind extends EntryKind>(props: Props<Kind>) {
  const { kind } = props;
  const { catalogue } = words.value;
  const [, go] = useLocation();
  const add = () => go(addPath(kind));
  useShortcuts([{ keys: 'a', does: catalogue.add[kind], run: add }]);
  return (
    <Screen
      key={kind}
      title={catalogue.tabs[kind]}
      beside={
        <button type="button" onClick={add}>
          {catalogue.add[kind]} <kbd>a</kbd>
        </button>
      }
    >
      <Tabs here={kind} />
      <Shown of={access[kind].list()}>
        {(entries) => (entries.length === 0 ? <Nothing kind={kind} /> : <Filtered {...props} entries={entries} />)}
      </Shown>
    </Screen>
  );
}

const Nothing = ({ kind }: { kind: EntryKind }) => (
  <div class="notice">
    <p>{words.value.catalogue.empty[kind]}</p>
    <Link href={addPath(kind)}>{words.value.catalogue.add[kind]}</Link>
    <Link href="/catalogue/import">{words.value.catalogue.orImport}</Link>
  </div>
);

function Filtered<Kind extends EntryKind>({
  kind,
  listed,
  columns,
  entries,
}: Props<Kind> & { entries: Entries[Kind][] }) {
  const { catalogue } = words.value;
  const [, go] = useLocation();
  const filter = useSignal('');
  const list = useRef<HTMLElement>(null);
  const id = useId();
  const all = useMemo(() => findable(entries, listed, language.value), [entries, language.value]);
  const groups = grouped(all, filter.value, listed, language.value);
  const count = groups.reduce((sum, group) => sum + group.entries.length, 0);
  useShortcuts([{ keys: '/', does: catalogue.keys.filter, run: () => document.getElementById(id)?.focus() }]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      moveIn(list.current, step);
    };
    list.current?.addEventListener('keydown', onKey);
    return () => list.current?.removeEventListener('keydown', onKey);
  }, []);
  const openFirst = () => {
    const [first] = groups[0]?.entries ?? [];
    if (first && filter.value.trim() !== '') go(entryPath(kind, idOf(kind, first)));
  };
  return (
    <search ref={list}>
      <form
        class="filter"
        onSubmit={(event) => {
          event.preventDefault();
          openFirst();
        }}
      >
        <label for={id}>
          {catalogue.filter} <kbd>/</kbd>
        </label>
        <input
          type="search"
          id={id}
          value={filter.value}
          autocomplete="off"
          onInput={({ currentTarget }) => {
            filter.value = currentTarget.value;
          }}
        />
        <output for={id} class="small">
          {catalogue.found(count, entries.length)}
        </output>
      </form>
      {count === 0 ? (
        <p class="notice">{catalogue.nothingFound}</p>
      ) : (
        <div class="table">
          <table class="entries stacked">
            <thead>
              <tr>
                <th scope="col">{catalogue.name}</th>
                {columns.map(({ name, isNumber }) => (
                  <th key={name} scope="col" class={isNumber ? 'number' : ''}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            {groups.map((group) => (
              <GroupRows key={`${group.isActive} ${group.heading}`} {...{ kind, listed, columns, group }} />
            ))}
          </table>
        </div>
      )}
    </search>
  );
}

type GroupProps<Kind extends EntryKind> = Props<Kind> & { group: Group<Entries[Kind]> };

function GroupRows<Kind extends EntryKind>({ kind, listed, columns, group }: GroupProps<Kind>) {
  const heading = group.isActive ? group.heading : words.value.catalogue.inactive;
  return (
    <tbody class={group.isActive ? '' : 'inactive'}>
      {heading !== '' && (
        <tr class="group">
          <th scope="rowgroup" colSpan={columns.length + 1} class="typed">
            {heading}
          </th>
        </tr>
      )}
      {group.entries.map((entry) => (
        <Row key={idOf(kind, entry)} {...{ kind, listed, columns, entry }} />
      ))}
    </tbody>
  );
}

type RowProps<Kind extends EntryKind> = Props<Kind> & { entry: Entries[Kind] };

/** The row of an entry. While one types into the filter, it is not drawn anew. */
function Row<Kind extends EntryKind>({ kind, listed, columns, entry }: RowProps<Kind>) {
  // Amounts are written in it.
  const written = language.value;
  return useMemo(
    () => (
      <tr>
        <th scope="row">
          <Link href={entryPath(kind, idOf(kind, entry))} class="typed">
            {listed.nameOf(entry)}
          </Link>
        </th>
        {columns.map(({ name, isNumber, text }) => (
          <td key={name} class={isNumber ? 'number' : 'typed'} data-label={name}>
            {text(entry)}
          </td>
        ))}
      </tr>
    ),
    [entry, columns, written],
  );
}
