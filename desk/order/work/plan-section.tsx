import { useSignal } from '@preact/signals';
import type { Order } from '#desk/api/client.ts';
import { places } from '#desk/order/actions/places.ts';
import { whenSaved } from '#desk/order/actions/when-saved.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { MakePlanDialog } from '#desk/order/work/plan/make-plan-dialog.tsx';
import { PlanEditor } from '#desk/order/work/plan/plan-editor.tsx';
import { PlanTable } from '#desk/order/work/plan/plan-table.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

/** The work plan of an order: who does what until when. Managers make it by one click or by hand, and edit it. */
export function PlanSection({ order }: { order: OpenOrder }) {
  const { plan } = words.value;
  const making = useSignal(false);
  const editing = useSignal(false);
  const shown = order.value.value;
  if (!shown) return null;
  const mayPlan = shown.actions.includes('planWork');
  const { tasks } = shown.workPlan;
  if (!mayPlan && !editing.value && tasks.length === 0) return null;
  const make = () =>
    void whenSaved(order, words.value.actions.names.planWork, () => {
      making.value = true;
    });
  return (
    <section id={places.plan} class="part stack" aria-labelledby={idOf('/workPlan')}>
      <h2 id={idOf('/workPlan')} tabIndex={-1}>
        {plan.title}
      </h2>
      <Remarks order={shown} />
      {editing.value ? (
        <PlanEditor order={order} onDone={() => (editing.value = false)} />
      ) : (
        <>
          {tasks.length > 0 ? (
            <PlanTable order={shown} tasks={tasks} label={words.value.catalogue.tasks} isPlan />
          ) : (
            <p>{plan.none}</p>
          )}
          {mayPlan && (
            <div class="buttons">
              <button type="button" onClick={make}>
                {tasks.length > 0 ? plan.again : plan.make}
              </button>
              <button type="button" onClick={() => (editing.value = true)}>
                {tasks.length > 0 ? plan.edit : plan.byHand}
              </button>
            </div>
          )}
        </>
      )}
      {making.value && <MakePlanDialog order={order} onClose={() => (making.value = false)} />}
    </section>
  );
}

/** What is unusual about the plan: it no longer fits the services, or there is nothing to plan for some. */
function Remarks({ order: { workPlan } }: { order: Order }) {
  const { plan } = words.value;
  const unplanned = workPlan.unplannedServices.map(({ name }) => name);
  return (
    <>
      {workPlan.outdated && (
        <div class="notice warning">
          <p>{plan.outdated}</p>
        </div>
      )}
      {unplanned.length > 0 && <p class="small typed">{plan.unplanned(unplanned.join(', '))}</p>}
    </>
  );
}
