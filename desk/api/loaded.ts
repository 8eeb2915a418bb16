import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answer, Failure } from '#desk/api/client.ts';

/** Something that is read from the API: what is known of it, and why it could not be read the last time. */
export type Read<Value> = {
  value: ReadonlySignal<Value | undefined>;
  failure: ReadonlySignal<Failure | undefined>;
  /** Reads it again. What is known stays until the answer is there. */
  reload: () => Promise<void>;
};

/** The same, where what has come with another answer can be put in. */
export type Loaded<Value> = Read<Value> & {
  value: Signal<Value | undefined>;
  failure: Signal<Failure | undefined>;
};

/** Begins to read something. */
export function loaded<Value>(read: () => Promise<Answer<Value>>): Loaded<Value> {
  const value = signal<Value | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  let latest = 0;
  const reload = async () => {
    latest += 1;
    const asked = latest;
    const answer = await read();
    // An answer that was overtaken by a later request says nothing new.
    if (asked !== latest) return;
    if (answer.kind === 'answered') value.value = answer.value;
    failure.value = answer.kind === 'answered' ? undefined : answer;
  };
  void reload();
  return { value, failure, reload };
}

/** Two things that are read, as one: it is there once both are, and could not be read where one could not. */
export const together = <One, Other>(one: Read<One>, other: Read<Other>): Read<[One, Other]> => ({
  value: computed(() =>
    one.value.value === undefined || other.value.value === undefined ? undefined : [one.value.value, other.value.value],
  ),
  failure: computed(() => one.failure.value ?? other.failure.value),
  reload: async () => {
    await Promise.all([one.reload(), other.reload()]);
  },
});

type Page<Item> = { items: Item[]; nextCursor: string | null };

/** Reads a list to its end, page by page. */
export async function allPages<Item>(
  page: (cursor: string | undefined) => Promise<Answer<Page<Item>>>,
): Promise<Answer<Item[]>> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    if (answer.kind !== 'answered') return answer;
    items.push(...answer.value.items);
    cursor = answer.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { kind: 'answered', value: items, etag: null };
}
