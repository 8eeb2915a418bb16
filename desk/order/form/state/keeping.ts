import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as z from 'zod/mini';
import { own } from '#desk/kept/own.ts';
import { Form, formOf } from '#desk/order/form/model/form.ts';
import type { Editor } from '#desk/order/form/state/editor.ts';
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

/** What is typed now. */
export const typedOf = ({ form, base }: Editor): Typed => {
  const order = base.peek();
  return { form: form.peek(), before: order && formOf(order, form.peek().notation) };
};

/** Keeps what is typed while it is not saved, a moment after the last key and when the page is left. */
export function useKeeping(editor: Editor): void {
  const { base, form, isTyped } = editor;
  const keep = () => {
    // A new order that was saved has a number.
    const place = base.peek()?.number ?? editor.place;
    const entry = own.kept(place);
    if (isTyped.peek()) {
      if (!same(entry?.typed, typedOf(editor))) own.keep(place, typedOf(editor));
    } else if (entry && !entry.waiting) own.discard(place);
  };
  useSignalEffect(() => {
    // Both are what is kept.
    void form.value;
    void isTyped.value;
    const timer = setTimeout(keep, pause);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, []);
}
