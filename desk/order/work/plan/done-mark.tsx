import { useSignal } from '@preact/signals';
import { api, ask } from '#desk/api/client.ts';
import { SendingFailure, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import type { Task } from '#desk/order/work/plan/plan-typed.ts';
import { timeText } from '#desk/parts/format.ts';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';
import { mayMark } from '#domain/order/tasks.ts';

/**
 * Whether a task is done: a box to tick for those who may say so. Each is sent on its own, so many can be ticked at once.
 */
export function DoneMark({ order, task }: { order: OpenOrder; task: Task }) {
  const { plan, parts } = words.value;
  const sending = useSending(order);
  const asked = useSignal<boolean | null>(null);
  const { taskId, name, doneAt, doneBy } = task;
  const isDone = doneAt !== undefined;
  const by = doneAt && <span class="small typed">{[doneBy?.name, timeText(doneAt)].filter(Boolean).join(', ')}</span>;
  const mayTick = order.value.value?.actions.includes('markTask') && person.value && mayMark(task, person.value);
  if (!mayTick) return by || <>{parts.none}</>;
  const send = (done: boolean) =>
    sending.send({ taskId, done }, ({ path, header: { 'Idempotency-Key': key } }) =>
      ask(
        api.PUT('/v1/orders/{number}/tasks/{taskId}/done', {
          params: { path: { ...path, taskId }, header: { 'Idempotency-Key': key } },
          body: { done },
        }),
      ),
    );
  const mark = async (done: boolean) => {
    asked.value = done;
    if (sending.busy.peek()) return;
    // It may be ticked again while the request is under way: the last word counts.
    let last = done;
    while ((await send(last)) && asked.peek() !== last) last = !last;
    asked.value = null;
  };
  const isTicked = asked.value ?? isDone;
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          aria-label={plan.doneOf(name)}
          aria-busy={sending.busy.value}
          data-done={isTicked}
          checked={isTicked}
          onChange={({ currentTarget }) => void mark(currentTarget.checked)}
        />
        {by}
      </label>
      <SendingFailure failure={sending.failure.value} place="/done" />
    </>
  );
}
