import { untracked, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Kept } from '#desk/kept/kept.ts';
import { own } from '#desk/kept/own.ts';
import { Form, formOf } from '#desk/order/form/model/form.ts';
import { type Editor, showFailure } from '#desk/order/form/state/editor.ts';
import { rebase } from '#desk/order/form/state/following.ts';
import { words } from '#desk/words/words.ts';
import { same } from '#domain/kernel/same.ts';

/** How long nobody types before it is kept, in milliseconds. */
const pause = 300;

/** What is kept of a form: what is typed, and what it was typed over; null for a new order. */
const Typed = z.object({ form: Form, before: z.nullable(Form) });
export type Typed = z.infer<typeof Typed>;

/** What was typed, out of what was kept; undefined when another release kept it in another shape. */
export const typedIn = (kept: unknown): Typed | undefined => Typed.safeParse(kept).data;

/** The form of a request that was sent from this place and waits for its answer. */
export const waitingAt = (place: string): Form | null => typedIn(own.kept(place)?.waiting?.typed)?.form ?? null;

/** Where what is typed is kept. A new order that was saved has a number. */
export const placeOf = ({ base, place }: Editor): string => base.value?.number ?? place;

/** What is typed now. */
export const typedOf = ({ form, base }: Editor): Typed => {
  const order = base.peek();
  return { form: form.peek(), before: order && formOf(order, form.peek().notation) };
};

/** Shows what is kept at the place of this form, on the order as it is now, unless something is typed here. */
export function restore(editor: Editor, entry: Kept | undefined): void {
  const { base, form, began, kept, note } = editor;
  if (!entry || !same(form.peek(), began.current)) return;
  const { refused } = entry;
  Object.assign(kept, { current: entry.typed, isOwn: false });
  const typed = typedIn(entry.typed);
  if (!typed) return;
  const order = base.peek();
  form.value = typed.form;
  if (order) {
    rebase(editor, typed.before ?? formOf(order, typed.form.notation), order);
    note.value = editor.isTyped.peek() ? words.peek().form.back : null;
  }
  began.current = form.peek();
  // After a conflict it is on the newer version already.
  if (refused && refused.code !== 'version_conflict') showFailure(editor, { kind: 'refused', problem: refused });
}

/**
 * Keeps what is typed while it is not saved, a moment after the last key and when the page is left. When nothing
 * is typed any more, what this form kept is discarded; what another tab has kept since then is not. It is shown,
 * while nothing is typed here.
 */
export function useKeeping(editor: Editor): void {
  const { form, isTyped, kept, began } = editor;
  const keep = () => {
    const place = untracked(() => placeOf(editor));
    const entry = own.kept(place);
    if (isTyped.peek()) {
      // What is only shown here is kept by the tab in which it was typed.
      if (!kept.isOwn && same(form.peek(), began.current)) return;
      Object.assign(kept, { current: typedOf(editor), isOwn: true });
      if (!same(entry?.typed, kept.current)) own.keep(place, kept.current);
    } else if (entry && !entry.waiting && same(entry.typed, kept.current)) own.discard(place);
  };
  useSignalEffect(() => {
    // Both are what is kept.
    void form.value;
    void isTyped.value;
    const timer = setTimeout(keep, pause);
    return () => clearTimeout(timer);
  });
  useSignalEffect(() => {
    const entry = own.all.value.find(({ place }) => place === placeOf(editor));
    if (entry && !entry.waiting && !same(entry.typed, kept.current)) untracked(() => restore(editor, entry));
  });
  useEffect(() => {
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, []);
}
