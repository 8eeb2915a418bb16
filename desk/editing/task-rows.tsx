import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { moved } from '#desk/editing/moved.ts';
import { say } from '#desk/editing/said.tsx';
import { goTo } from '#desk/parts/error-summary.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

type Props<Row> = {
  /** The pointer of the list, such as `/tasks`. */
  place: string;
  rows: readonly Row[];
  /** A row that is added. */
  empty: Row;
  errorAt: (pointer: string) => string | undefined;
  onChange: (rows: readonly Row[]) => void;
};

/** A row of a table that is typed into: its cells, and what changes it. */
export type RowEditor<Row> = {
  row: Row;
  /** What a table row listens to: Alt and an arrow key move the row one is in. */
  keys: { onKeyDown: (event: KeyboardEvent) => void };
  change: (row: Row) => void;
  /** What a cell has around its control. */
  cell: (member: keyof Row & string, shape?: string) => { class: string };
  /** What a control has: its id, its name for a screen reader, and what is wrong with it. */
  control: (member: keyof Row & string, label: string) => Control;
  /** What is wrong with a cell, below its control. */
  fault: (member: keyof Row & string) => JSX.Element | undefined;
  buttons: JSX.Element;
};

type Control = {
  id: string;
  'aria-label': string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
};

/** The rows of a table of tasks that is typed into. Their sequence matters: they are added, removed and moved by mouse or keys. */
export function useTaskRows<Row extends { name: string }>({ place, rows, empty, errorAt, onChange }: Props<Row>) {
  const { taskRows: texts } = words.value;
  /** Where the focus goes once the table is drawn anew. */
  const next = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (next.current !== null) goTo(next.current);
    next.current = null;
  });
  const at = (index: number, member: string) => `${place}/${index}/${member}`;
  const move = (from: number, to: number, member = 'name') => {
    const list = moved(rows, from, to);
    if (list === rows) return;
    onChange(list);
    say(texts.moved(rows[from]?.name ?? '', to + 1));
    next.current = at(to, member);
  };
  const add = () => {
    onChange([...rows, empty]);
    next.current = at(rows.length, 'name');
  };
  const remove = (index: number) => {
    onChange(rows.toSpliced(index, 1));
    next.current = rows.length > 1 ? at(Math.min(index, rows.length - 2), 'name') : place;
  };
  const editorOf = (row: Row, index: number): RowEditor<Row> => {
    const number = index + 1;
    const error = (member: string) => errorAt(at(index, member));
    const errorId = (member: string) => `${idOf(at(index, member))}-error`;
    return {
      row,
      keys: {
        onKeyDown: (event) => {
          const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
          if (step === undefined) return;
          event.preventDefault();
          // The focus stays in the same column.
          move(index, index + step, document.activeElement?.id.split('-').at(-1));
        },
      },
      change: (changed) => onChange(rows.with(index, changed)),
      cell: (member, shape = '') => ({ class: error(member) ? `${shape} invalid` : shape }),
      control: (member, label) => ({
        id: idOf(at(index, member)),
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
            onClick={() => move(index, index - 1)}
          >
            ↑
          </button>
          <button
            type="button"
            class="quiet"
            aria-label={texts.moveDown(number)}
            hidden={index === rows.length - 1}
            onClick={() => move(index, index + 1)}
          >
            ↓
          </button>
          <button type="button" class="quiet" aria-label={texts.remove(number)} onClick={() => remove(index)}>
            ×
          </button>
        </td>
      ),
    };
  };
  return {
    editors: rows.map(editorOf),
    addButton: (
      <button type="button" id={idOf(place)} onClick={add}>
        {texts.add}
      </button>
    ),
  };
}
