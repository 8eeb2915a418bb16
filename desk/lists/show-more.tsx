import { useEffect, useRef } from 'preact/hooks';
import type { Paged } from '#desk/api/paged.ts';
import { focusOrder } from '#desk/lists/row-keys.ts';
import { words } from '#desk/words/words.ts';

type Props<Row> = { list: Paged<Row>; keyOf: (row: Row) => string };

/** A button that adds the next page to a list, and then puts the focus on the first row of it. */
export function ShowMore<Row>({ list, keyOf }: Props<Row>) {
  const known = useRef<Set<string> | null>(null);
  const rows = list.value.value;
  useEffect(() => {
    const first = rows?.find((row) => known.current?.has(keyOf(row)) === false);
    if (first === undefined) return;
    known.current = null;
    focusOrder(keyOf(first));
  }, [rows]);
  if (!list.goesOn.value) return null;
  return (
    <button
      type="button"
      onClick={() => {
        known.current = new Set(rows?.map(keyOf));
        void list.more();
      }}
    >
      {words.value.parts.more}
    </button>
  );
}
