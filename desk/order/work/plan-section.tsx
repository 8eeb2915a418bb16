import { untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Order } from '#desk/api/client.ts';
import { DoneNotice } from '#desk/order/actions/done.tsx';
import { places } from '#desk/order/actions/places.ts';
import { whenSaved } from '#desk/order/actions/when-saved.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { dateGaps } from '#desk/order/work/plan/dates-from-due.ts';
import { datesWanted } from '#desk/order/work/plan/dates-wanted.ts';
import { DoneMark } from '#desk/order/work/plan/done-mark.tsx';
import { MakePlanDialog } from '#desk/order/work/plan/make-plan-dialog.tsx';
import { NoDueDate } from '#desk/order/work/plan/no-due-date.tsx';
import { PlanEditor } from '#desk/order/work/plan/plan-editor.tsx';
import { PlanTable } from '#desk/order/work/plan/plan-table.tsx';
import { SetDatesDialog } from '#desk/order/work/plan/set-dates-dialog.tsx';
import { goTo } from '#desk/parts/error-summary.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** The work plan of an order: who does what until when. Managers make it by one click or by hand, and edit it. */
export function PlanSection({ order }: { order: OpenOrder }) {
  const { plan } = words.value;
  const dialog = useSignal<'plan' | 'dates' | null>(null);
  const editing = useSignal(false);
  const section = useRef<HTMLElement>(null);
  const shown = order.value.value;
  const mayMark = shown?.actions.includes('markTask') && !editing.value;
  const openBoxes = () => section.current?.querySelector<HTMLElement>('input[data-done=false]');
  useShortcuts(mayMark ? [{ keys: 'k', does: plan.tick, run: () => openBoxes()?.focus() }] : null);
  const begin = (one: 'plan' | 'dates') =>
    void whenSaved(order, words.value.actions.names.planWork, () => {
      dialog.value = one;
    });
  useSignalEffect(() => {
    if (datesWanted.value !== order.path.number) return;
    datesWanted.value = null;
    untracked(() => begin('dates'));
  });
  if (!shown) return null;
  const mayPlan = shown.actions.includes('planWork');
  const { tasks } = shown.workPlan;
  const isMarked = mayMark || tasks.some(({ doneAt }) => doneAt !== undefined);
  if (!mayPlan && !editing.value && tasks.length === 0) return null;
  const close = () => (dialog.value = null);
  return (
    <section ref={section} id={places.plan} class="part stack" aria-labelledby={idOf('/workPlan')}>
      <h2 id={idOf('/workPlan')} tabIndex={-1}>
        {plan.title}
      </h2>
      <DoneNotice number={shown.number} order={shown} place="/workPlan" />
      <Remarks order={shown} mayPlan={mayPlan} />
      {editing.value ? (
        <PlanEditor order={order} onDone={() => (editing.value = false)} />
      ) : (
        <>
          {tasks.length > 0 ? (
            <PlanTable
              order={shown}
              tasks={tasks}
              label={words.value.catalogue.tasks}
              isPlan
              done={isMarked ? (task) => <DoneMark order={order} task={task} /> : undefined}
              overdue={overdueTasks(shown)}
            />
          ) : (
            <p>{plan.none}</p>
          )}
          {mayPlan && (
            <div class="buttons">
              <button type="button" onClick={() => begin('plan')}>
                {tasks.length > 0 ? plan.again : plan.make}
              </button>
              <button type="button" onClick={() => (editing.value = true)}>
                {tasks.length > 0 ? plan.edit : plan.byHand}
              </button>
              {tasks.length > 0 && shown.dueDate && (
                <button type="button" onClick={() => begin('dates')}>
                  {plan.setDates}
                </button>
              )}
            </div>
          )}
        </>
      )}
      {dialog.value === 'plan' && <MakePlanDialog order={order} onClose={close} />}
      {dialog.value === 'dates' && <SetDatesDialog order={order} onClose={close} />}
    </section>
  );
}

/** The tasks that had to be done before today. */
const overdueTasks = ({ warnings }: Order): ReadonlySet<string> =>
  new Set(warnings.flatMap(({ code, taskId }) => (code === 'task_overdue' && taskId !== undefined ? [taskId] : [])));

/**
 * What is unusual about the plan: it no longer fits the services, its dates do not fit the due date, or there is nothing to
 * plan for some services.
 */
function Remarks({ order, mayPlan }: { order: Order; mayPlan: boolean }) {
  const { plan } = words.value;
  const { workPlan, dueDate } = order;
  const unplanned = workPlan.unplannedServices.map(({ name }) => name);
  const { undated, late } = dateGaps(order);
  return (
    <>
      {workPlan.outdated && (
        <div class="notice warning">
          <p>{plan.outdated}</p>
        </div>
      )}
      {dueDate === null && undated > 0 && <NoDueDate mayChoose={order.actions.includes('editOrder')} onLead={goTo} />}
      {dueDate !== null && mayPlan && undated + late > 0 && (
        <div class="notice warning">
          {undated > 0 && <p>{plan.undated(undated)}</p>}
          {late > 0 && <p>{plan.late(late)}</p>}
        </div>
      )}
      {unplanned.length > 0 && <p class="small typed">{plan.unplanned(unplanned.join(', '))}</p>}
    </>
  );
}
