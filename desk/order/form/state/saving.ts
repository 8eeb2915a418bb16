import { batch } from '@preact/signals';
import { type Answer, api, type Order, type Written, written } from '#desk/api/client.ts';
import { outbox, own } from '#desk/kept/own.ts';
import { idOfNew } from '#desk/kept/place.ts';
import { sayDone, sayWaiting } from '#desk/order/actions/done.tsx';
import { publishing } from '#desk/order/actions/publishing.ts';
import { requestOf } from '#desk/order/form/model/patch.ts';
import { type Editor, showFailure, type Wanted } from '#desk/order/form/state/editor.ts';
import { goOnWith, goOnWithOther, takeOver } from '#desk/order/form/state/following.ts';
import { placeOf, typedIn, typedOf, waitingAt } from '#desk/order/form/state/keeping.ts';
import { orderFrom } from '#desk/order/form/state/usual.ts';
import { change, type OpenOrder } from '#desk/order/open-order.ts';
import { words } from '#desk/words/words.ts';
import { same } from '#domain/kernel/same.ts';
import { statuses } from '#domain/order/statuses.ts';

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

/**
 * Shows what became of a request that saves what is typed. Another tab of this person may have sent it: then it is a change
 * like that of anybody else.
 */
export function settle(editor: Editor, answer: Settled): void {
  const { sent, wanted, form, state } = editor;
  const typed = typedIn(answer.typed)?.form;
  const { current } = sent;
  const isOwn = same(typed, current);
  if (isOwn && answer.kind !== 'unanswered') sent.current = null;
  // Nobody sends what they have not looked at.
  const asked = wanted.peek();
  if (asked?.publish && !same(asked.form, form.peek())) wanted.value = { ...asked, isStale: true };
  if (answer.kind !== 'answered') {
    state.value = 'still';
    if (isOwn) showFailure(editor, answer);
  } else if (isOwn && current) goOnWith(editor, current, answer.value);
  else if (!editor.base.peek() && typed) {
    const left = goOnWithOther(editor, typed, answer.value);
    if (left) own.keep(answer.value.number, left);
  } else {
    state.value = 'still';
    takeOver(editor, answer.value);
  }
}

/** What is asked for now, and has to wait. */
const askedFor = ({ form }: Editor, publish: boolean): Wanted => ({ form: form.peek(), publish, isStale: false });

/** Whether a request waits at this place, or is on its way. */
const isUnderWay = (place: string): boolean => own.kept(place)?.waiting !== undefined;

/**
 * Whether a request waits that is to be answered first. One of this form that cannot have arrived is taken back: what was
 * typed for it is in the next.
 */
async function isStillUnderWay({ sent }: Editor, place: string): Promise<boolean> {
  if (!isUnderWay(place)) return false;
  const isOwn = same(waitingAt(place), sent.current);
  return !(isOwn && (await outbox.takeBack(place))) && isUnderWay(place);
}

/** Sends a request that saves what is typed. One that waits is sent instead; what was typed for it is what is saved. */
async function send(editor: Editor, place: string, request: Written): Promise<Settled> {
  if (!isUnderWay(place)) editor.sent.current = editor.form.peek();
  const typed = typedOf(editor);
  Object.assign(editor.kept, { current: typed, isOwn: true });
  return outbox.send(place, typed, request);
}

/** Takes back the request that waits, as long as it cannot have arrived. What was typed for it is only typed again. */
export async function takeBack(editor: Editor): Promise<void> {
  if (!(await outbox.takeBack(placeOf(editor)))) return;
  editor.sent.current = null;
  editor.wanted.value = null;
  editor.state.value = 'still';
}

/**
 * Saves what is typed of an order, and once more when somebody else was faster. What is typed while another request waits is
 * saved when that one is answered. Returns whether it is saved.
 */
export async function save(order: OpenOrder, editor: Editor): Promise<boolean> {
  const conflict = editor.conflict.peek();
  if (conflict) {
    editor.conflict.value = { ...conflict, isOpen: true, isSaving: true };
    return false;
  }
  if (refuses(editor)) return false;
  const { patch } = editor.judged.peek();
  const base = editor.base.peek();
  if (!base || Object.keys(patch).length === 0) return true;
  editor.state.value = 'saving';
  const params = { path: { number: base.number }, header: { 'If-Match': `"${base.version}"` } };
  const headers = { 'Content-Type': 'application/merge-patch+json' };
  const request = await written((instead) =>
    api.PATCH('/v1/orders/{number}', { params, headers, body: patch, ...instead }),
  );
  const isSecond = await isStillUnderWay(editor, base.number);
  editor.wanted.value = isSecond ? askedFor(editor, false) : null;
  const answer = await send(editor, base.number, request);
  if (!isSecond && answer.kind === 'refused' && answer.problem.code === 'version_conflict')
    return afterConflict(order, editor);
  settle(editor, answer);
  if (answer.kind === 'answered') order.show(answer.value);
  // It was sent or cancelled meanwhile: it is shown as it is now, with what was typed.
  if (answer.kind === 'refused' && answer.problem.code === 'invalid_status') await order.refresh();
  if (isSecond && answer.kind !== 'unanswered') return save(order, editor);
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

/** The order that has just been made on the page of a new one, and what was asked for there meanwhile. */
let made: { number: string; wanted: Wanted | null } | null = null;

/** Leaves the page of a new order for that of the order that it has become, which says so, and goes on. */
export function leaveTo({ number }: Order, { wanted }: Editor): void {
  made = { number, wanted: wanted.peek() };
}

/** Whether this order has just been made on the page of a new one, and what is still to be done. Once. */
export function justMade(number: string): { wanted: Wanted | null } | null {
  const one = made?.number === number ? made : null;
  made = null;
  return one;
}

/**
 * Saves a new order; with `publish` it is also sent, or nothing is saved. Returns it; null when it is not saved. What is
 * asked for while a request waits, or is on its way, is `wanted` when that is answered.
 */
export async function create(editor: Editor, publish: boolean): Promise<Order | null> {
  if (refuses(editor)) return null;
  const { judged, form, place, state, wanted } = editor;
  const isSaving = state.peek() === 'saving';
  state.value = 'saving';
  const isSecond = isSaving || (await isStillUnderWay(editor, place));
  wanted.value = isSecond ? askedFor(editor, publish) : null;
  if (isSaving) return null;
  const body = { ...requestOf(form.peek(), judged.peek().order.currency), ...(publish && { publish }) };
  // The same for all that is sent from this page, in whatever tab: it makes one order.
  const params = { header: { 'Idempotency-Key': idOfNew(place) } };
  const request = await written((instead) => api.POST('/v1/orders', { params, body, ...instead }));
  const answer = await send(editor, place, request);
  settle(editor, answer);
  const again = wanted.peek();
  if (answer.kind === 'refused' && again && !again.isStale) return create(editor, again.publish);
  if (answer.kind !== 'answered') return null;
  orderFrom(editor.person, answer.value.laboratoryId);
  return answer.value;
}

/**
 * Does what was asked for on the page of a new order while that was being saved: saves what was typed since, and sends the
 * order, or says that it is not sent.
 */
export async function goOnAsAsked(
  order: OpenOrder,
  { publish, isStale }: Wanted,
  saveIt: () => Promise<boolean>,
): Promise<void> {
  const isSaved = await saveIt();
  const shown = order.value.peek();
  if (!publish || !shown || !statuses[shown.status].editable) return;
  const answer = isSaved && !isStale ? await change(order, crypto.randomUUID(), publishing) : null;
  const { send } = words.peek().actions;
  if (answer?.kind === 'answered') sayDone(answer.value, send.done(answer.value.laboratory?.name ?? ''));
  else sayWaiting(shown, words.peek().form.notSent);
}
