import { batch } from '@preact/signals';
import { type Answer, api, type Failure, type Order, type Written, written } from '#desk/api/client.ts';
import { outbox } from '#desk/kept/own.ts';
import type { Editor } from '#desk/order/form/editor.ts';
import { type Form, formOf } from '#desk/order/form/model/form.ts';
import { merged } from '#desk/order/form/model/merged.ts';
import { requestOf } from '#desk/order/form/model/patch.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';

/** Says what the rules refuse, instead of sending it. Returns whether there was something. */
export function refuses({ judged, refused, failure, answered }: Editor): boolean {
  const { faults } = judged.peek();
  batch(() => {
    refused.value = faults;
    answered.value = [];
    failure.value = null;
  });
  return faults.length > 0;
}

/** Says why the API did not save: at the fields, where it says so. What is typed stays. */
export function showFailure({ refused, answered, failure, state }: Editor, why: Failure): void {
  const errors = why.kind === 'refused' ? (why.problem.errors ?? []) : [];
  const said = errors.filter((error) => error.in === 'body');
  batch(() => {
    state.value = 'still';
    refused.value = said;
    answered.value = said;
    failure.value = said.length > 0 ? null : why;
  });
}

/** The form with the ids that its new lines got when it was saved, so that what is typed since goes on in them. */
const withIds = (form: Form, sent: Form, { services }: Order): Form => ({
  ...form,
  lines: form.lines.map((line) => {
    const place = sent.lines.findIndex(({ key }) => key === line.key);
    return { ...line, lineId: services[place]?.lineId ?? line.lineId };
  }),
});

/** Goes on with the order as it was saved. What was typed while it was sent stays typed. */
export function goOnWith(editor: Editor, sent: Form, saved: Order): void {
  const before = withIds(sent, sent, saved);
  const { form } = merged(before, withIds(editor.form.peek(), sent, saved), formOf(saved, sent.notation));
  batch(() => {
    editor.base.value = saved;
    editor.form.value = form;
    editor.state.value = 'saved';
  });
}

/** Saves what is typed of an order. Returns whether it is saved. */
export async function save(order: OpenOrder, editor: Editor): Promise<boolean> {
  if (refuses(editor)) return false;
  const { patch } = editor.judged.peek();
  const base = editor.base.peek();
  if (!base || Object.keys(patch).length === 0) return true;
  const params = { path: { number: base.number }, header: { 'If-Match': `"${base.version}"` } };
  const headers = { 'Content-Type': 'application/merge-patch+json' };
  const request = await written((instead) =>
    api.PATCH('/v1/orders/{number}', { params, headers, body: patch, ...instead }),
  );
  const sent = editor.form.peek();
  const answer = await send(editor, base.number, request);
  if (answer.kind === 'answered') {
    goOnWith(editor, sent, answer.value);
    order.show(answer.value);
  }
  return answer.kind === 'answered';
}

/** Saves a new order; with `publish` it is also sent, or nothing is saved. Returns it; null when it is not saved. */
export async function create(editor: Editor, place: string, publish: boolean): Promise<Order | null> {
  if (refuses(editor)) return null;
  const { judged, form } = editor;
  const body = { ...requestOf(form.peek(), judged.peek().order.currency), ...(publish && { publish }) };
  const request = await written((instead) => api.POST('/v1/orders', { body, ...instead }));
  const answer = await send(editor, place, request);
  return answer.kind === 'answered' ? answer.value : null;
}

/** Sends a request that saves what is typed, and says why, if it is not. */
async function send(editor: Editor, place: string, request: Written): Promise<Answer<Order>> {
  editor.state.value = 'saving';
  const answer = await outbox.send(place, editor.form.peek(), request);
  if (answer.kind !== 'answered') showFailure(editor, answer);
  return answer;
}
