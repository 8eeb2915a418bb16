import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { api, ask, type Order } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { type DryRun, dryRun, realRun } from '#desk/order/actions/dry-run.ts';
import { Leading, leadFrom } from '#desk/order/actions/leading.tsx';
import { faultsOf, SendingFailure, SubmitButton, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { dateGaps } from '#desk/order/work/plan/dates-from-due.ts';
import { NoDueDate } from '#desk/order/work/plan/no-due-date.tsx';
import { planChanges } from '#desk/order/work/plan/plan-changes.ts';
import { PlanTable } from '#desk/order/work/plan/plan-table.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { words } from '#desk/words/words.ts';

const body = { mode: 'automatic' as const };

/** Makes the plan from the tasks of the services, after showing what that adds. Tasks that are there stay. */
export function MakePlanDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const { plan, parts } = words.value;
  const preview = useSignal<DryRun | undefined>(undefined);
  const sending = useSending(order);
  const submit = useRef<HTMLDivElement>(null);
  const shown = order.value.value;
  const number = shown?.number ?? '';
  const look = () =>
    dryRun(
      ask(api.POST('/v1/orders/{number}/plan-work', { params: { path: { number }, query: { dryRun: true } }, body })),
    );
  useEffect(() => {
    void sending.ask(look).then((seen) => {
      preview.value = seen ?? undefined;
    });
  }, []);
  useLayoutEffect(() => submit.current?.querySelector('button')?.focus({ preventScroll: true }), [preview.value]);
  const make = async () => {
    const made = await sending.send(body, (params) =>
      realRun(ask(api.POST('/v1/orders/{number}/plan-work', { params, body }))),
    );
    if (made) {
      onClose();
      sayDone(made, plan.made);
      return;
    }
    // The order may have changed: this is what planning would add now.
    const seen = await look();
    if (seen.kind === 'answered') preview.value = seen.value;
  };
  const failure = sending.failure.value;
  const faults = faultsOf(failure, '');
  const added =
    shown && preview.value ? planChanges(shown.workPlan.tasks, preview.value.order.workPlan.tasks).added : [];
  return (
    <Dialog title={plan.makeTitle} onClose={onClose} wide>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void (added.length > 0 ? make() : onClose());
        }}
      >
        {faults.length > 0 ? (
          <ul class="missing">
            {faults.map((fault) => (
              <li key={fault.message}>
                <Leading {...fault} onClose={onClose} />
              </li>
            ))}
          </ul>
        ) : (
          <SendingFailure failure={failure} place="/plan" />
        )}
        {!preview.value && !failure && <p class="loading">{parts.loading}</p>}
        {preview.value && <Preview {...{ preview: preview.value, added, onClose }} />}
        {preview.value && (
          <div class="buttons at-bottom" ref={submit}>
            <SubmitButton sending={sending} text={added.length > 0 ? plan.makeNow(added.length) : parts.close} />
          </div>
        )}
      </form>
    </Dialog>
  );
}

type PreviewProps = { preview: DryRun; added: Order['workPlan']['tasks']; onClose: () => void };

/** The tasks that planning would add, and what is unusual about the plan then. */
function Preview({ preview, added, onClose }: PreviewProps) {
  const { plan } = words.value;
  const { dueDate } = preview.order;
  const { undated } = dateGaps(preview.order);
  const warnings = preview.warnings.filter(({ pointer }) => pointer?.startsWith('/workPlan') || pointer === '/dueDate');
  const unplanned = preview.order.workPlan.unplannedServices.map(({ name }) => name);
  return (
    <>
      {warnings.length > 0 && (
        <div class="notice warning">
          <ul>
            {warnings.map(({ pointer, message }) => (
              <li key={`${pointer} ${message}`} class="typed">
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {dueDate === null && undated > 0 && <NoDueDate mayChoose onLead={(pointer) => leadFrom(onClose, pointer)} />}
      {dueDate !== null && added.length === 0 && undated > 0 && <p>{plan.undated(undated)}</p>}
      {unplanned.length > 0 && <p class="small typed">{plan.unplanned(unplanned.join(', '))}</p>}
      {added.length > 0 ? (
        <PlanTable order={preview.order} tasks={added} label={plan.makeTitle} />
      ) : (
        <p>{plan.nothingToAdd}</p>
      )}
    </>
  );
}
