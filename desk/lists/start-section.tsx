import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { focusOrder } from '#desk/lists/row-keys.ts';
import { countText } from '#desk/lists/start-lists.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** How many rows are shown until one asks for all. */
const few = 8;

export type StartSectionProps<Row> = {
  rows: readonly Row[];
  /** Whether there are more than were read. */
  goesOn: boolean;
  /** What the link of a row is known by. */
  keyOf: (row: Row) => string;
  /** The key that leads to the list. */
  name: string;
  title: string;
  /** Which orders these are, in a sentence. */
  about: string;
  /** What is said when there is none, also beyond what was read; lists that are left out then have none. */
  none?: string;
  /** The order that was opened from here. */
  opened: string | undefined;
  /** The address of the list with all of its orders; null where Orders has no such list. */
  all: string | null;
  /** The rows that are shown, as a table. */
  children: (shown: readonly Row[]) => ComponentChildren;
};

/** One list of a start screen: how many, the first few, and a key that leads to them. */
export function StartSection<Row>(props: StartSectionProps<Row>) {
  const { rows, goesOn, keyOf, name, title, about, none, opened, all, children } = props;
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const isWhole = useSignal(rows.findIndex((row) => keyOf(row) === opened) >= few);
  const first = useRef<string>();
  const { start } = words.value;
  const shown = isWhole.value ? rows : rows.slice(0, few);
  const keyAt = (place: number) => rows.slice(place, place + 1).map(keyOf)[0];
  useShortcuts([
    {
      keys: name,
      does: title,
      run: () => focusOrder(keyAt(0) ?? '', heading.current?.parentElement) || heading.current?.focus(),
    },
  ]);
  useEffect(() => {
    if (first.current !== undefined) focusOrder(first.current, heading.current?.parentElement);
    first.current = undefined;
  }, [isWhole.value]);
  return (
    <section class="start-list" aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1}>
        {title} <span class="count">{countText(rows.length, goesOn)}</span> <kbd>{name}</kbd>
      </h2>
      {rows.length === 0 && !goesOn ? (
        <p class="small">{none}</p>
      ) : (
        <>
          <p class="small">{about}</p>
          {rows.length > 0 && children(shown)}
          <div class="buttons">
            {shown.length < rows.length && (
              <button
                type="button"
                onClick={() => {
                  first.current = keyAt(few);
                  isWhole.value = true;
                }}
              >
                {start.showAll(rows.length)}
              </button>
            )}
            {goesOn && all !== null && <Link href={all}>{start.toList}</Link>}
          </div>
        </>
      )}
    </section>
  );
}
