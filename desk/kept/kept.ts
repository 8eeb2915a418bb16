import { type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { Problem } from '#desk/api/client.ts';
import type { Store } from '#desk/kept/store.ts';
import { same } from '#domain/kernel/same.ts';

/** How long something is kept, in milliseconds. */
export const lifetime = 24 * 60 * 60 * 1000;

const Kept = z.object({
  /** Where it was typed: an order, a new one, a message, or a form at an address of its own (place.ts). */
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
      /** Why the last attempt got none. */
      why: z.optional(z.enum(['offline', 'busy', 'signedOut'])),
      /** Whether no attempt of it can have arrived, so that it can still be taken back. */
      isUnsent: z.optional(z.boolean()),
    }),
  ),
  /** Why that request was refused. */
  refused: z.optional(z.custom<Problem>((value) => typeof Object(value).detail === 'string')),
});

/** What somebody typed at a place, and has not saved. */
export type Kept = z.infer<typeof Kept>;
/** A request that waits until it is answered. */
export type Waiting = NonNullable<Kept['waiting']>;

/** The number that a new order got, and when. */
const Saved = z.object({ number: z.string(), at: z.number() });

/** Keeps what one person typed and could not save. */
export type Keeper = {
  /** All that is kept, the last one first. It changes also when another tab keeps or discards something. */
  all: ReadonlySignal<readonly Kept[]>;
  /** Whether all of it is still there when the page is closed. Without a storage, or with a full one, it is not. */
  lasts: ReadonlySignal<boolean>;
  /** What is kept at a place. */
  kept: (place: string) => Kept | undefined;
  /**
   * Keeps what is typed at a place now, instead of what was typed there before. A request that waits there goes on waiting.
   * At the place of a new order that is saved, it is kept for the order.
   */
  keep: (place: string, typed: unknown) => void;
  /** Remembers that the new order of a place is saved, under this number. */
  save: (place: string, number: string) => void;
  /** The number of the order that was saved at a place of a new one; undefined while none was. */
  savedAs: (place: string) => string | undefined;
  /** Forgets what was typed at a place: it is saved, or it is not wanted. A request that waits there is not sent. */
  discard: (place: string) => void;
  /** Forgets all of it, and keeps nothing any more, not even what an open form still has: the person leaves. */
  discardAll: () => void;
  /** Keeps this entry as it is. */
  put: (entry: Kept) => void;
  /** Reads what is kept again, and removes what is over. */
  read: () => void;
};

const prefixes = { kept: 'kept/', saved: 'saved/' };
const keyOf = (sub: string, place: string, kind: keyof typeof prefixes = 'kept') =>
  `${prefixes[kind]}${encodeURIComponent(sub)}/${encodeURIComponent(place)}`;

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
 * - What the storage does not take stays in the memory of this page, and `lasts` says so. What was typed there before goes,
 *   so that nobody takes it for the last.
 * - Which number a new order got is remembered as long, so that no tab saves it once more.
 */
export function openKeeper(store: Store | null, sub: string, now: () => number = Date.now): Keeper {
  const all = signal<readonly Kept[]>([]);
  const lasts = signal(true);
  /** What the storage did not take, by its place. */
  const inMemory = new Map<string, Kept>();
  const numbers = new Map<string, string>();

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
    const key = keyOf(sub, place);
    if (write(store, key, entry)) inMemory.delete(place);
    else {
      inMemory.set(place, entry);
      const { waiting } = entry;
      // What waits stays there, with what was typed for it.
      if (!waiting || !write(store, key, { ...entry, typed: waiting.typed })) store?.removeItem(key);
    }
    read();
  };
  const discard = (place: string) => {
    inMemory.delete(place);
    store?.removeItem(keyOf(sub, place));
    read();
  };
  const savedAs = (place: string) =>
    numbers.get(place) ?? parsed(Saved, store?.getItem(keyOf(sub, place, 'saved')))?.number;
  read();
  return {
    all,
    lasts,
    read,
    kept,
    put,
    keep: (place, typed) => {
      const at = savedAs(place) ?? place;
      const { waiting } = kept(at) ?? {};
      put({ place: at, typed, at: now(), ...(waiting && { waiting }) });
    },
    save: (place, number) => {
      if (isOver) return;
      numbers.set(place, number);
      write(store, keyOf(sub, place, 'saved'), { number, at: now() });
    },
    savedAs,
    discard,
    discardAll: () => {
      isOver = true;
      numbers.clear();
      for (const { place } of all.peek()) discard(place);
      for (const key of keysOf(store, keyOf(sub, '', 'saved'))) store?.removeItem(key);
    },
  };
}

/**
 * An entry without what is 24 hours old by now; undefined when that is all of it. What comes from the future is from now.
 */
function current({ waiting, ...entry }: Kept, now: number): Kept | undefined {
  const at = Math.min(entry.at, now);
  const since = Math.min(waiting?.at ?? now, now);
  if (now - at >= lifetime) return undefined;
  const waits = waiting !== undefined && now - since < lifetime;
  return { ...entry, at, ...(waits && { waiting: { ...waiting, at: since } }) };
}

/** The keys in the storage that begin so. */
const keysOf = (store: Store | null, start: string): string[] =>
  Array.from({ length: store?.length ?? 0 }, (_, index) => store?.key(index) ?? '').filter((key) =>
    key.startsWith(start),
  );

/** Removes what is over or unreadable, of anybody. Returns the rest of the person whose keys begin so. */
function sweep(store: Store, own: string, now: number): Kept[] {
  for (const key of keysOf(store, prefixes.saved)) {
    const saved = parsed(Saved, store.getItem(key));
    if (!saved || now - saved.at >= lifetime) store.removeItem(key);
  }
  return keysOf(store, prefixes.kept).flatMap((key) => {
    const stored = parsed(Kept, store.getItem(key));
    const entry = stored && current(stored, now);
    if (!entry) store.removeItem(key);
    else if (!same(entry, stored)) write(store, key, entry);
    return entry && key.startsWith(own) ? [entry] : [];
  });
}

/** What a text of the storage says; undefined when it is nothing of this kind. */
function parsed<Shape extends z.ZodMiniType>(
  shape: Shape,
  text: string | null | undefined,
): z.infer<Shape> | undefined {
  try {
    return shape.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Writes something. Returns whether the storage has taken it: it may be full, or closed to this page. */
function write(store: Store | null, key: string, entry: object): boolean {
  try {
    store?.setItem(key, JSON.stringify(entry));
    return store !== null;
  } catch {
    return false;
  }
}
