import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { focusOrder } from '#desk/lists/row-keys.ts';
import { StartList, type StartListProps } from '#desk/lists/start-list.tsx';
import { addressOf } from '#desk/lists/view.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { focusTitle } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

type Props = Pick<StartListProps, 'rows' | 'goesOn' | 'today' | 'opened' | 'name'> & {
  onReceive: (number: string) => Promise<void>;
};

/**
 * What is on its way to the clinic. Its button says that it is here; a key leads to that, and changes nothing
 * alone: a scanner may press it.
 */
export function OnTheWay({ onReceive, ...list }: Props) {
  const { start, actions } = words.value;
  const part = useRef<HTMLDivElement>(null);
  const busy = useSignal<ReadonlySet<string>>(new Set());
  const numbers = list.rows.map(({ number }) => number);
  const take = async (number: string) => {
    if (busy.peek().has(number)) return;
    busy.value = new Set([...busy.peek(), number]);
    const place = numbers.indexOf(number);
    await onReceive(number);
    busy.value = new Set([...busy.peek()].filter((one) => one !== number));
    // The row that had the focus is gone: the next one takes it.
    if (document.activeElement !== document.body) return;
    const left = numbers.filter((one) => one !== number);
    const next = left[Math.min(place, left.length - 1)];
    if (next === undefined || !focusOrder(next, part.current)) focusTitle();
  };
  const goToButton = () => {
    const button = part.current?.querySelector<HTMLElement>('tr:focus-within .act button');
    if (button) button.focus();
    else focusOrder(numbers[0] ?? '', part.current);
  };
  useShortcuts([{ keys: 'r', does: start.receive, run: goToButton }]);
  return (
    <div ref={part}>
      <StartList
        {...list}
        title={start.onTheWay}
        about={start.aboutOnTheWay}
        all={addressOf({ group: 'onTheWay', dentist: null, byDue: false })}
        act={({ number }) => (
          <button
            type="button"
            class="small-button"
            aria-label={start.receiveOf(`#${number}`)}
            aria-busy={busy.value.has(number)}
            onClick={() => void take(number)}
          >
            {actions.names.receiveOrder}
          </button>
        )}
      />
    </div>
  );
}
