import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { api, ask } from '#desk/api/client.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import { SaidAloud } from '#desk/editing/said.tsx';
import { sayDone } from '#desk/order/actions/done.tsx';
import { alsoSaved } from '#desk/order/actions/places.ts';
import { SendingFailure, SubmitButton, useFaults, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { storedOf } from '#desk/order/stored-order.ts';
import { amountsIn, mergedTyped, newTask, planBody, type Task, tasksTyped } from '#desk/order/work/plan/plan-typed.ts';
import { TaskRows } from '#desk/order/work/plan/task-rows.tsx';
import { FieldErrors, goTo } from '#desk/parts/error-summary.tsx';
import { AskBeforeLeaving } from '#desk/parts/leaving.tsx';
import type { Said } from '#desk/parts/said.ts';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import { same } from '#domain/kernel/same.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';

const place = '/workPlan';

/** The plan to be typed into. It is saved as a whole; what somebody else changes meanwhile is taken over. */
export function PlanEditor({ order, onDone }: { order: OpenOrder; onDone: () => void }) {
  const { plan } = words.value;
  const sending = useSending(order);
  const tasks = order.value.value?.workPlan.tasks ?? [];
  const before = useSignal<readonly Task[]>(tasks);
  const typed = useSignal(tasks.length > 0 ? tasksTyped(tasks) : [newTask]);
  const faults = useSignal<readonly Said[]>([]);
  const merged = useSignal(false);
  const isSaving = useRef(false);
  const takeOver = (theirs: readonly Task[] | undefined) => {
    if (!theirs || same(theirs, before.peek())) return;
    typed.value = mergedTyped(before.peek(), theirs, typed.peek());
    before.value = theirs;
    merged.value = true;
  };
  useSignalEffect(() => {
    const theirs = order.value.value?.workPlan.tasks;
    if (!isSaving.current) takeOver(theirs);
  });
  useEffect(() => goTo(`${place}/tasks/0/name`), []);
  const isChanged = () => !same(typed.peek(), tasksTyped(before.peek()));

  const save = async (): Promise<boolean> => {
    const shown = order.value.peek();
    if (!shown) return false;
    const { currency } = storedOf(shown);
    const body = planBody(typed.value, currency);
    const amounts = { currency, typed: amountsIn(typed.value) };
    const wrong = faultsIn(EditWorkPlan, body, amounts, await ruleMessages());
    faults.value = wrong.map(({ pointer, message }) => ({ pointer: `${place}${pointer}`, message }));
    if (wrong.length > 0) return false;
    isSaving.current = true;
    const saved = await sending.send(body, (params) =>
      ask(api.PUT('/v1/orders/{number}/work-plan', { params, body: Object(body) })),
    );
    if (!saved) {
      isSaving.current = false;
      takeOver(order.value.peek()?.workPlan.tasks);
      return false;
    }
    onDone();
    sayDone(saved, plan.saved, place);
    return true;
  };
  useEffect(() => alsoSaved(() => (isChanged() ? save() : Promise.resolve(true))), []);

  const all = useFaults(faults.value, sending.failure.value, place);
  return (
    <form
      noValidate
      class="stack tasks"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {all.length > 0 ? <FieldErrors errors={all} /> : <SendingFailure failure={sending.failure.value} place={place} />}
      {merged.value && (
        <div class="notice warning" role="alert">
          <p>{plan.merged}</p>
        </div>
      )}
      <TaskRows order={order} typed={typed.value} faults={all} onChange={(next) => (typed.value = next)} />
      <div class="buttons">
        <SubmitButton sending={sending} text={plan.save} />
        <button type="button" onClick={onDone}>
          {plan.discard}
        </button>
      </div>
      <SaidAloud />
      <AskBeforeLeaving when={isChanged} />
    </form>
  );
}
