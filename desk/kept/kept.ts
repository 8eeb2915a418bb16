import { type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { Problem } from '#desk/api/client.ts';
import type { Store } from '#desk/kept/store.ts';
import { same } from '#domain/kernel/same.ts';

/** How long something is kept, in milliseconds. */
export const lifetime = 24 * 60 * 60 * 1000;

const Kept = z.object({
  /** The number of an order, or `new:` and an id that the page made. */
  place: z.string(),
  /** What was typed, as JSON. Its form knows the shape. */
  typed: z.unknown(),
  /** When it was typed (milliseconds, as `Date.now` counts). */
  at: z.number(),
  /** The request that saves it, from when it is first sent until it is answered. */
  waiting: z.optional(
    z.object({
      method: z.string(),
      path: z.string().check(z.regex(/^\/v1\//)),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      at: z.number(),
      /** What was typed when it was made; more may have been typed since. */
      typed: z.unknown(),
      /** Whether it was sent and got no answer. */
      tried: z.boolean(),
    }),
  ),
  /** Why that request was refused. */
  refused: z.optional(z.custom<Problem>((value) => typeof Object(value).detail === 'string')),
});

/** What somebody typed at a place, and has not saved. */
export type Kept = z.infer<typeof Kept>;

/** Keeps what one person typed and could not save. */
export type Keeper = {
  /** All that is kept, the last one first. It changes also when another tab keeps or discards something. */
  all: ReadonlySignal<readonly Kept[]>;
  /** Whether all of it is still there when the page is closed. Without a storage, or with a full one, it is not. */
  lasts: ReadonlySignal<boolean>;
  /** What is kept at a place. */
  kept: (place: string) => Kept | undefined;
  /** Keeps what is typed at a place now, instead of what was typed there before. A request that waits there goes on waiting. */
  keep: (place: string, typed: unknown) => void;
  /** Forgets what was typed at a place: it is saved, or it is not wanted. A request that waits there is not sent. */
  discard: (place: string) => void;
  /** Forgets all of it, and keeps nothing any more, not even what an open form still has: the person leaves. */
  discardAll: () => void;
  /** Keeps this entry as it is. */
  put: (entry: Kept) => void;
  /** Reads what is kept again, and removes what is over. */
  read: () => void;
};

const prefix = 'kept/';
const keyOf = (sub: string, place: string) => `${prefix}${encodeURIComponent(sub)}/${encodeURIComponent(place)}`;

/**
 * Keeps what the person with this `sub` types. The rule:
 *
 * - It is kept in the storage of this browser, one entry for each place, under the `sub` of the person: nobody else is shown
 *   it. The tabs of one person share it; of two that type at the same place, the last one wins. A form that is open and
 *   finds its place empty, because another tab has saved there, keeps its own text again.
 * - It goes when it is saved, when it is discarded, and when it is 24 hours old: whoever it belongs to, and also when only
 *   somebody else opens the desk. What seems to come from the future, because the clock was set back, counts as typed now.
 * - A request that waits is sent for 24 hours; after that, what was typed is unsaved.
 * - What cannot be read, such as broken JSON, goes at once.
 * - What the storage does not take stays in the memory of this page, and `lasts` says so.
 */
export function openKeeper(store: Store | null, sub: string, now: () => number = Date.now): Keeper {
  const all = signal<readonly Kept[]>([]);
  const lasts = signal(true);
  /** What the storage did not take, by its place. */
  const inMemory = new Map<string, Kept>();

  const read = () => {
    const stored = store ? sweep(store, keyOf(sub, ''), now()) : [];
    const unstored = [...inMemory.values()].flatMap((entry) => current(entry, now()) ?? []);
    const entries = [...stored.filter(({ place }) => !inMemory.has(place)), ...unstored];
    all.value = entries.toSorted((one, other) => other.at - one.at);
    lasts.value = unstored.length === 0;
  };
  const kept = (place: string) => {
    read();
    return all.peek().find((entry) => entry.place === place);
  };
  let isOver = false;
  const put = (entry: Kept) => {
    if (isOver) return;
    const { place } = entry;
    if (write(store, keyOf(sub, place), entry)) inMemory.delete(place);
    else inMemory.set(place, entry);
    read();
  };
  const discard = (place: string) => {
    inMemory.delete(place);
    store?.removeItem(keyOf(sub, place));
    read();
  };
  read();
  return {
    all,
    lasts,
    read,
    kept,
    put,
    keep: (place, typed) => {
      const { waiting } = kept(place) ?? {};
      put({ place, typed, at: now(), ...(waiting && { waiting }) });
    },
    discard,
    discardAll: () => {
      isOver = true;
      for (const { place } of all.peek()) discard(place);
    },
  };
}

/** An entry without what is 24 hours old by now; undefined when that is all of it. What comes from the future is from now. */
function current({ waiting, ...entry }: Kept, now: number): Kept | undefined {
  const at = Math.min(entry.at, now);
  const since = Math.min(waiting?.at ?? now, now);
  if (now - at >= lifetime) return undefined;
  const waits = waiting !== undefined && now - since < lifetime;
  return { ...entry, at, ...(waits && { waiting: { ...waiting, at: since } }) };
}

/** Removes what is over or unreadable, of anybody. Returns the rest of the person whose keys begin so. */
function sweep(store: Store, own: string, now: number): Kept[] {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  return keys
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const stored = parsed(store.getItem(key));
      const entry = stored && current(stored, now);
      if (!entry) store.removeItem(key);
      else if (!same(entry, stored)) write(store, key, entry);
      return entry && key.startsWith(own) ? [entry] : [];
    });
}

/** The entry in a text of the storage. */
function parsed(text: string | null): Kept | undefined {
  try {
    return Kept.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Writes an entry. Returns whether the storage has taken it: it may be full, or closed to this page. */
function write(store: Store | null, key: string, entry: Kept): boolean {
  try {
    store?.setItem(key, JSON.stringify(entry));
    return store !== null;
  } catch {
    return false;
  }
}
