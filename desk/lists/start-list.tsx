import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { OrderTable } from '#desk/lists/order-table.tsx';
import { keepPlace } from '#desk/lists/place.ts';
import { focusOrder } from '#desk/lists/row-keys.ts';
import { countText, type Rows } from '#desk/lists/start-lists.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';
import type { CalendarDate } from '#domain/kernel/calendar.ts';

/** How many rows are shown until one asks for all. */
const few = 8;

export type StartListProps = Rows & {
  /** The key that leads to the list. */
  name: string;
  title: string;
  /** Which orders these are, in a sentence. */
  about: string;
  /** What is said when there is none. */
  none: string;
  today: CalendarDate;
  /** The order that was opened from here. */
  opened: string | undefined;
  /** The address of the list with all of its orders; null where Orders has no such list. */
  all: string | null;
};

/** One list of the start screen: how many, the first few, and a key that leads to them. */
export function StartList({ rows, goesOn, name, title, about, none, today, opened, all }: StartListProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const isWhole = useSignal(rows.findIndex(({ number }) => number === opened) >= few);
  const first = useRef<string>();
  const { start } = words.value;
  const shown = isWhole.value ? rows : rows.slice(0, few);
  const [{ number } = { number: '' }] = rows;
  useShortcuts([
    {
      keys: name,
      does: title,
      run: () => focusOrder(number, heading.current?.parentElement) || heading.current?.focus(),
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
      {rows.length === 0 ? (
        <p class="small">{none}</p>
      ) : (
        <>
          <p class="small">{about}</p>
          <OrderTable
            rows={shown}
            today={today}
            label={title}
            onOpen={(order) => keepPlace({ opened: order, scroll: scrollY, rows: 0 })}
          />
          <div class="buttons">
            {shown.length < rows.length && (
              <button
                type="button"
                onClick={() => {
                  first.current = rows[few]?.number;
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
