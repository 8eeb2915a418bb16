import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { moved } from '#desk/editing/moved.ts';
import { say } from '#desk/editing/said.tsx';
import { goTo } from '#desk/parts/error-summary.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { type Said, saidAt } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';

type Props<Row> = {
  /** The pointer of the list, such as `/tasks`. */
  place: string;
  rows: readonly Row[];
  /** A row that is added. */
  empty: Row;
  faults: readonly Said[];
  onChange: (rows: readonly Row[]) => void;
};

/** What changes the rows of a table. It stays the same while they are typed. */
type Table<Row> = {
  place: string;
  change: (index: number, row: Row) => void;
  /** Moves a row; the focus goes with it, into the cell of this member. */
  move: (from: number, to: number, member?: string) => void;
  add: () => void;
  remove: (index: number) => void;
};

/** What a row is given. All of it stays the same until the row changes: Preact draws only such rows anew. */
export type RowProps<Row> = {
  table: Table<Row>;
  row: Row;
  index: number;
  isLast: boolean;
  faults: readonly Said[];
};

type Control = {
  id: string;
  'aria-label': string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
};

/** A row of a table that is typed into: its cells, and what changes it. */
type RowEditor<Row> = {
  /** What a table row listens to: Alt and an arrow key move the row one is in. */
  keys: { onKeyDown: (event: KeyboardEvent) => void };
  change: (row: Row) => void;
  /** What a cell has around its control. On a phone its label stands above it. */
  cell: (member: keyof Row & string, label: string, shape?: string) => { class: string; 'data-label': string };
  /** What a control has: its id, its name for a screen reader, and what is wrong with it. */
  control: (member: keyof Row & string, label: string) => Control;
  /** What is wrong with a cell, below its control. */
  fault: (member: keyof Row & string) => JSX.Element | undefined;
  buttons: JSX.Element;
};

/**
 * The rows of a table of tasks that is typed into. Their sequence matters: they are added, removed and
 * moved by mouse or keys.
 */
export function useTaskRows<Row extends { name: string }>(props: Props<Row>) {
  const { rows, place, faults } = props;
  const latest = useRef(props);
  latest.current = props;
  /** Where the focus goes once the table is drawn anew. */
  const next = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (next.current !== null) goTo(next.current);
    next.current = null;
  });
  const table = useMemo(
    (): Table<Row> => ({
      place,
      change: (index, row) => latest.current.onChange(latest.current.rows.with(index, row)),
      move: (from, to, member = 'name') => {
        const { rows: before, onChange } = latest.current;
        const list = moved(before, from, to);
        if (list === before) return;
        onChange(list);
        say(words.peek().taskRows.moved(before[from]?.name ?? '', to + 1));
        next.current = pointerAt(place, to, member);
      },
      add: () => {
        const { rows: before, empty, onChange } = latest.current;
        onChange([...before, empty]);
        next.current = pointerAt(place, before.length, 'name');
      },
      remove: (index) => {
        const { rows: before, onChange } = latest.current;
        onChange(before.toSpliced(index, 1));
        next.current = before.length > 1 ? pointerAt(place, Math.min(index, before.length - 2), 'name') : place;
      },
    }),
    [place],
  );
  return {
    rows: rows.map((row, index): RowProps<Row> => ({ table, row, index, isLast: index === rows.length - 1, faults })),
    addButton: (
      <button type="button" id={idOf(place)} onClick={table.add}>
        {words.value.taskRows.add}
      </button>
    ),
  };
}

const pointerAt = (place: string, index: number, member: string) => `${place}/${index}/${member}`;

/** How a row is typed into. */
export function editorOf<Row>({ table, index, isLast, faults }: RowProps<Row>): RowEditor<Row> {
  const { taskRows: texts } = words.value;
  const number = index + 1;
  const at = (member: string) => pointerAt(table.place, index, member);
  const error = (member: string) => saidAt(faults, at(member));
  const errorId = (member: string) => `${idOf(at(member))}-error`;
  return {
    keys: {
      onKeyDown: (event) => {
        const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
        if (step === undefined) return;
        event.preventDefault();
        // The focus stays in the same column.
        table.move(index, index + step, document.activeElement?.id.split('-').at(-1));
      },
    },
    change: (row) => table.change(index, row),
    cell: (member, label, shape = '') => ({
      class: error(member) ? `${shape} invalid` : shape,
      'data-label': label,
    }),
    control: (member, label) => ({
      id: idOf(at(member)),
      'aria-label': `${texts.number(number)}: ${label}`,
      'aria-invalid': error(member) ? true : undefined,
      'aria-describedby': error(member) && errorId(member),
    }),
    fault: (member) =>
      error(member) === undefined ? undefined : (
        <p class="fault" id={errorId(member)}>
          {error(member)}
        </p>
      ),
    buttons: (
      <td class="row-buttons">
        <button
          type="button"
          class="quiet"
          aria-label={texts.moveUp(number)}
          hidden={index === 0}
          onClick={() => table.move(index, index - 1)}
        >
          ↑
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={texts.moveDown(number)}
          hidden={isLast}
          onClick={() => table.move(index, index + 1)}
        >
          ↓
        </button>
        <button type="button" class="quiet" aria-label={texts.remove(number)} onClick={() => table.remove(index)}>
          ×
        </button>
      </td>
    ),
  };
}
