import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, Failure } from '#desk/api/client.ts';
import type { Loaded } from '#desk/api/loaded.ts';

/** A list that is read page by page. */
export type Paged<Item> = Loaded<Item[]> & {
  /** Whether the list goes on after what was read. */
  goesOn: ReadonlySignal<boolean>;
  /** Reads the next page, and adds it. */
  more: () => Promise<void>;
};

type Page<Item> = { items: Item[]; nextCursor: string | null };
type Query = { limit: number; cursor?: string };

/** The most that one page may have. */
export const mostOnAPage = 100;

type Options<Item> = {
  /** How many items a page has. */
  limit: number;
  /** How many items are read at first, if they were on the screen before. */
  atFirst?: number;
  keyOf: (item: Item) => string;
};

/** Begins to read a list. What was read stays until the answer is there. */
export function paged<Item>(
  read: (query: Query) => Promise<Answer<Page<Item>>>,
  { limit, atFirst = limit, keyOf }: Options<Item>,
): Paged<Item> {
  const value = signal<Item[] | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const cursor = signal<string | null>(null);
  const goesOn = signal(false);
  let latest = 0;

  /** Reads on after `items`, until there are so many or the list ends. */
  const readTo = async (count: number, items: Item[], from: string | null) => {
    latest += 1;
    const asked = latest;
    let all = items;
    let next = from;
    do {
      const left = Math.min(mostOnAPage, Math.max(limit, count - all.length));
      const answer = await read({ limit: left, ...(next !== null && { cursor: next }) });
      // An answer that was overtaken by a later request says nothing new.
      if (asked !== latest) return;
      if (answer.kind !== 'answered') {
        failure.value = answer;
        return;
      }
      all = joined(all, answer.value.items, keyOf);
      next = answer.value.nextCursor;
    } while (next !== null && all.length < count);
    batch(() => {
      value.value = all;
      cursor.value = next;
      goesOn.value = next !== null;
      failure.value = undefined;
    });
  };

  const shown = () => value.peek() ?? [];
  const reload = () => readTo(Math.max(value.peek()?.length ?? atFirst, limit), [], null);
  const more = () => readTo(shown().length + limit, shown(), cursor.peek());
  void reload();
  return { value, failure, reload, goesOn, more };
}

/** Both pages, one after the other. What has moved between them while they were read is there once, as it is now. */
function joined<Item>(before: Item[], after: Item[], keyOf: (item: Item) => string): Item[] {
  const moved = new Set(after.map(keyOf));
  return [...before.filter((item) => !moved.has(keyOf(item))), ...after];
}
