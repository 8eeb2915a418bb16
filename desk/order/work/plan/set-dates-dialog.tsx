import { catalogue } from '#desk/api/catalogue.ts';
import { api, ask } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { SendingFailure, SubmitButton, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { datesFromDue, type NewDates } from '#desk/order/work/plan/dates-from-due.ts';
import { lineOf } from '#desk/order/work/plan/plan-table.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { dateText } from '#desk/parts/format.ts';
import { Shown } from '#desk/parts/shown.tsx';
import { WideTable } from '#desk/parts/wide-table.tsx';
import { messages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';

type Props = { order: OpenOrder; onClose: () => void };

/** Sets the dates of the tasks from the due date, after showing which of them change. */
export function SetDatesDialog({ order, onClose }: Props) {
  return (
    <Dialog title={words.value.plan.setDates} onClose={onClose} wide>
      <Shown of={catalogue.services()}>
        {(services) => (
          <Shown of={catalogue.settings()}>
            {(settings) => {
              const shown = order.value.value;
              const rules = messages.value;
              if (!shown || !rules) return <p class="loading">{words.value.parts.loading}</p>;
              const dates = datesFromDue(shown, { services, settings }, rules, new Date());
              return <NewDatesForm {...{ order, dates, onClose }} />;
            }}
          </Shown>
        )}
      </Shown>
    </Dialog>
  );
}

function NewDatesForm({ order, dates, onClose }: Props & { dates: NewDates }) {
  const { plan, parts, catalogue: names } = words.value;
  const sending = useSending(order);
  const { changed, body, warnings } = dates;
  const { services = [], workPlan } = order.value.value ?? {};
  const set = async () => {
    const done = await sending.send(body, (params) => ask(api.PUT('/v1/orders/{number}/work-plan', { params, body })));
    if (!done) return;
    onClose();
    sayDone(done, plan.datesDone);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void (changed.length > 0 ? set() : onClose());
      }}
    >
      <SendingFailure failure={sending.failure.value} place="/plan" />
      {warnings.length > 0 && (
        <div class="notice warning">
          <ul>
            {warnings.map((message) => (
              <li key={message} class="typed">
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {changed.length > 0 ? (
        <WideTable label={plan.setDates} class="redated stacked">
          <thead>
            <tr>
              <th scope="col">{names.task}</th>
              <th scope="col">{plan.was}</th>
              <th scope="col">{plan.will}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ from, to }) => (
              <tr key={to.taskId}>
                <th scope="row" class="typed task">
                  {to.name} <span class="small">{lineOf({ services }, to.lineId)}</span>
                </th>
                <td class="date was">{from.dueDate ? dateText(from.dueDate) : parts.none}</td>
                <td class="date will">{to.dueDate ? dateText(to.dueDate) : parts.none}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      ) : (
        <p>{plan.datesFit}</p>
      )}
      {workPlan?.tasks.some(({ origin }) => origin === 'manual') && <p class="hint">{plan.byHandStays}</p>}
      <div class="buttons at-bottom">
        <SubmitButton
          sending={sending}
          text={changed.length > 0 ? plan.datesNow(changed.length) : parts.close}
          autofocus
        />
      </div>
    </form>
  );
}
