import { batch } from '@preact/signals';
import { type Answer, api, type Failure, type Order, type Written, written } from '#desk/api/client.ts';
import { outbox, own } from '#desk/kept/own.ts';
import { requestOf } from '#desk/order/form/model/patch.ts';
import type { Editor } from '#desk/order/form/state/editor.ts';
import { goOnWith, takeOver } from '#desk/order/form/state/following.ts';
import { typedIn, typedOf } from '#desk/order/form/state/keeping.ts';
import { orderFrom } from '#desk/order/form/state/usual.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { same } from '#domain/kernel/same.ts';

/** What became of a request, and what was typed when it was made. */
type Settled = Answer<Order> & { typed: unknown };

/** Says what the rules refuse, instead of sending it. Returns whether there was something. */
function refuses({ judged, refused, failure, answered }: Editor): boolean {
  const { faults } = judged.peek();
  batch(() => {
    refused.value = faults;
    answered.value = [];
    failure.value = null;
  });
  return faults.length > 0;
}

/** Says why the API did not save: at the fields, where it says so. What is typed stays. */
function showFailure({ refused, answered, failure, state }: Editor, why: Failure): void {
  const errors = why.kind === 'refused' ? (why.problem.errors ?? []) : [];
  const said = errors.filter((error) => error.in === 'body');
  batch(() => {
    state.value = 'still';
    refused.value = said;
    answered.value = said;
    failure.value = said.length > 0 ? null : why;
  });
}

/**
 * Shows what became of a request that saves what is typed. Another tab of this person may have sent it: then it is a change
 * like that of anybody else.
 */
export function settle(editor: Editor, answer: Settled): void {
  const isOwn = same(typedIn(answer.typed)?.form, editor.sent.current);
  const { current } = editor.sent;
  if (isOwn && answer.kind !== 'unanswered') editor.sent.current = null;
  if (answer.kind !== 'answered') {
    if (isOwn) showFailure(editor, answer);
  } else if (isOwn && current) goOnWith(editor, current, answer.value);
  else {
    editor.state.value = 'still';
    takeOver(editor, answer.value);
  }
}

/** Sends a request that saves what is typed. One that waits is sent instead; what was typed for it is what is saved. */
async function send(editor: Editor, place: string, request: Written): Promise<Settled> {
  if (!own.kept(place)?.waiting) editor.sent.current = editor.form.peek();
  return outbox.send(place, typedOf(editor), request);
}

/** Saves what is typed of an order, and once more when somebody else was faster. Returns whether it is saved. */
export async function save(order: OpenOrder, editor: Editor): Promise<boolean> {
  const conflict = editor.conflict.peek();
  if (conflict) {
    editor.conflict.value = { ...conflict, isOpen: true, isSaving: true };
    return false;
  }
  if (editor.state.peek() === 'saving' || refuses(editor)) return false;
  const { patch } = editor.judged.peek();
  const base = editor.base.peek();
  if (!base || Object.keys(patch).length === 0) return true;
  editor.state.value = 'saving';
  const params = { path: { number: base.number }, header: { 'If-Match': `"${base.version}"` } };
  const headers = { 'Content-Type': 'application/merge-patch+json' };
  const request = await written((instead) =>
    api.PATCH('/v1/orders/{number}', { params, headers, body: patch, ...instead }),
  );
  const answer = await send(editor, base.number, request);
  if (answer.kind === 'refused' && answer.problem.code === 'version_conflict') return afterConflict(order, editor);
  settle(editor, answer);
  if (answer.kind === 'answered') order.show(answer.value);
  // It was sent or cancelled meanwhile: it is shown as it is now, with what was typed.
  if (answer.kind === 'refused' && answer.problem.code === 'invalid_status') await order.refresh();
  return answer.kind === 'answered' && !editor.isTyped.peek();
}

/** Reads what somebody else has changed, and saves on top of it, unless there is something to decide. */
async function afterConflict(order: OpenOrder, editor: Editor): Promise<boolean> {
  const before = editor.base.peek()?.version;
  editor.sent.current = null;
  await order.refresh();
  editor.state.value = 'still';
  const next = order.value.peek();
  if (next && !takeOver(editor, next, true)) return false;
  if (editor.base.peek()?.version !== before) return save(order, editor);
  const failure = order.failure.peek();
  if (failure) showFailure(editor, failure);
  return false;
}

let made = '';

/** Whether this order has just been made from the page of a new one, which then says so. True once. */
export function isJustMade(number: string): boolean {
  const is = made === number;
  made = '';
  return is;
}

/** Saves a new order; with `publish` it is also sent, or nothing is saved. Returns it; null when it is not saved. */
export async function create(editor: Editor, publish: boolean): Promise<Order | null> {
  if (editor.state.peek() === 'saving' || refuses(editor)) return null;
  const { judged, form, place, state } = editor;
  state.value = 'saving';
  const body = { ...requestOf(form.peek(), judged.peek().order.currency), ...(publish && { publish }) };
  const request = await written((instead) => api.POST('/v1/orders', { body, ...instead }));
  const answer = await send(editor, place, request);
  settle(editor, answer);
  if (answer.kind !== 'answered') return null;
  orderFrom(editor.person, answer.value.laboratoryId);
  made = answer.value.number;
  return answer.value;
}
