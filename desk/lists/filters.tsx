import { useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { catalogue } from '#desk/api/catalogue.ts';
import { moveByArrow } from '#desk/lists/row-keys.ts';
import { endSearch, search, searchFor, sought, typed } from '#desk/lists/search.ts';
import { addressOf, groupsVisibleTo, hasDentists, isAwaited, type View } from '#desk/lists/view.ts';
import { SelectField, TextField } from '#desk/parts/field.tsx';
import { nameText } from '#desk/parts/format.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';
import type { Role } from '#domain/kernel/caller.ts';

type Props = { view: View; role: Role };

/** The lists of this person, each a link. */
export function Tabs({ view, role }: Props) {
  const { lists } = words.value;
  const isHere = (group: string) => group === view.group && sought.value === '';
  return (
    <nav class="tabs" aria-label={lists.tabs}>
      {groupsVisibleTo(role).map((group) => (
        <Link
          key={group}
          href={addressOf({ ...view, group })}
          onClick={endSearch}
          {...(isHere(group) && { 'aria-current': 'page' })}
        >
          {lists.groups[group]}
        </Link>
      ))}
    </nav>
  );
}

/**
 * The field in which one types the name of a patient, or the number of an order, as a scanner does. `/` leads to it, the
 * arrow down from it to the orders.
 */
export function Search() {
  const field = useRef<HTMLDivElement>(null);
  const { lists } = words.value;
  useShortcuts([{ keys: '/', does: lists.search, run: () => field.current?.querySelector('input')?.focus() }]);
  return (
    <div ref={field}>
      <TextField
        label={lists.search}
        hint={lists.searchHint}
        type="search"
        autocomplete="off"
        maxLength={64}
        value={typed.value}
        onInput={searchFor}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Escape') endSearch();
          else if (event.key === 'Enter') void search();
          else if (event.key === 'ArrowDown') moveByArrow(event);
        }}
      />
    </div>
  );
}

/** Whose orders the list shows, and in which order. */
export function Filters({ view, role }: Props) {
  const [, go] = useLocation();
  const { lists } = words.value;
  const show = (changed: Partial<View>) => go(addressOf({ ...view, ...changed }), { replace: true });
  return (
    <>
      {hasDentists(view.group, role) && (
        <SelectField
          label={lists.dentist}
          none={lists.allDentists}
          value={view.dentist ?? ''}
          options={dentists(view.dentist)}
          onInput={(dentist) => show({ dentist: dentist || null })}
        />
      )}
      {isAwaited(view.group) && (
        <SelectField
          label={lists.sort}
          value={view.byDue ? 'due' : 'newest'}
          options={[
            ['newest', lists.newest],
            ['due', lists.due],
          ]}
          onInput={(sort) => show({ byDue: sort === 'due' })}
        />
      )}
    </>
  );
}

/** The dentists to choose from. The one who is chosen is there also while the others are being read. */
function dentists(chosen: string | null): [id: string, name: string][] {
  const known = catalogue.customers().value.value;
  if (!known) return chosen === null ? [] : [[chosen, chosen]];
  return known
    .map(({ customerId, ...customer }): [string, string] => [customerId, nameText(customer) ?? customerId])
    .toSorted(([, one], [, other]) => one.localeCompare(other));
}
