import { batch } from '@preact/signals';
import type { Order } from '#desk/api/client.ts';
import { placeName } from '#desk/order/form/described.ts';
import { type Form, formOf } from '#desk/order/form/model/form.ts';
import { merged, type Place, take } from '#desk/order/form/model/merged.ts';
import { patchOf } from '#desk/order/form/model/patch.ts';
import type { Editor } from '#desk/order/form/state/editor.ts';
import { words } from '#desk/words/words.ts';
import { same } from '#domain/kernel/same.ts';

/** The form with the ids that its new lines got when it was saved, so that what is typed since goes on in them. */
const withIds = (form: Form, sent: Form, { services }: Order): Form => ({
  ...form,
  lines: form.lines.map((line) => {
    const place = sent.lines.findIndex(({ key }) => key === line.key);
    return { ...line, lineId: services[place]?.lineId ?? line.lineId };
  }),
});

/**
 * Goes on with the order that another tab has saved at the place of this new one. Returns what is typed here and not there,
 * and over what it was typed; null when that is nothing.
 */
export function goOnWithOther(editor: Editor, sent: Form, saved: Order): { form: Form; before: Form } | null {
  const { began, form } = editor;
  const typed = { form: withIds(form.peek(), sent, saved), before: withIds(began.current, sent, saved) };
  const isTyped = !same(form.peek(), began.current);
  batch(() => {
    editor.base.value = saved;
    form.value = formOf(saved, sent.notation);
    editor.state.value = 'still';
  });
  return isTyped ? typed : null;
}

/** Goes on with the order as it was saved. What was typed while it was sent stays typed. */
export function goOnWith(editor: Editor, sent: Form, saved: Order): void {
  const shown = editor.base.peek();
  if (shown && shown.version > saved.version) return;
  const before = withIds(sent, sent, saved);
  const { form } = merged(before, withIds(editor.form.peek(), sent, saved), formOf(saved, sent.notation));
  batch(() => {
    editor.base.value = saved;
    editor.form.value = form;
    editor.state.value = 'saved';
  });
  if (!editor.isTyped.peek()) editor.began.current = form;
}

/**
 * Goes on with a newer version of the order. What only somebody else changed is taken over and said. What both changed is a
 * conflict, which the person decides. Returns whether all is clear.
 */
export function takeOver(editor: Editor, next: Order, isSaving = false): boolean {
  const shown = editor.base.peek();
  const pending = editor.conflict.peek();
  if (!shown || next.version <= shown.version) return pending === null;
  if (pending?.next.version === next.version && pending.isSaving >= isSaving) return false;
  const { current: sent } = editor.sent;
  const { currency } = editor.judged.peek().order;
  // Our own request, whose answer was lost.
  if (sent && Object.keys(patchOf(next, withIds(sent, sent, next), currency)).length === 0) {
    goOnWith(editor, sent, next);
    return true;
  }
  return rebase(editor, formOf(shown, editor.form.peek().notation), next, isSaving);
}

/** Goes on with an order; what is typed was typed over `before`. */
export function rebase(editor: Editor, before: Form, next: Order, isSaving = false): boolean {
  const mine = editor.form.peek();
  const theirs = formOf(next, mine.notation);
  const result = merged(before, mine, theirs);
  if (result.conflicts.length > 0) {
    editor.conflict.value = { before, next, merged: result, isOpen: true, isSaving };
    return false;
  }
  if (same(mine, editor.began.current)) editor.began.current = result.form;
  const isOwn = next.updatedBy.sub === editor.person.sub;
  const fields = [...new Set(result.taken.map((place) => placeName(place, [theirs, mine])))].join(', ');
  const text = words.peek().form;
  batch(() => {
    editor.base.value = next;
    editor.form.value = result.form;
    editor.conflict.value = null;
    editor.state.value = 'still';
    if (fields && !isOwn) editor.note.value = text.tookOver(next.updatedBy.name ?? text.somebody, fields);
  });
  return true;
}

/** Decides a conflict: these parts as they have them, all others as they are typed. */
export function decide(editor: Editor, taken: readonly Place[]): void {
  const conflict = editor.conflict.peek();
  if (!conflict) return;
  const theirs = formOf(conflict.next, editor.form.peek().notation);
  batch(() => {
    editor.base.value = conflict.next;
    editor.form.value = taken.reduce((form, place) => take(form, theirs, place), conflict.merged.form);
    editor.conflict.value = null;
    editor.state.value = 'still';
  });
}
