import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { catalogue } from '#desk/api/catalogue.ts';
import { api, ask } from '#desk/api/client.ts';
import { amountTyped, faultsIn, textTyped } from '#desk/editing/check-body.ts';
import { SaidAloud, say, useSaid } from '#desk/editing/said.tsx';
import { SendingFailure, SubmitButton, useFaults, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { storedOf } from '#desk/order/stored-order.ts';
import { employeeName } from '#desk/parts/employee-name.ts';
import { FieldErrors } from '#desk/parts/error-summary.tsx';
import { idOf, SelectField, TextField } from '#desk/parts/field.tsx';
import { moneyText } from '#desk/parts/format.ts';
import type { Said } from '#desk/parts/said.ts';
import { Shown } from '#desk/parts/shown.tsx';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import { AddPayrollRecord } from '#domain/order/requests/add-payroll-record.ts';

const place = '/payroll';

/** Puts the focus where the next sum begins; the dialog is then seen from its beginning. */
export const beginAgain = (): void => document.getElementById(idOf(`${place}/employeeId`))?.focus();

const empty = { employeeId: '', amount: '', note: '' };

/** Adds a sum to what a technician earns: choose an employee, enter a sum, Add. */
export function RecordForm({ order }: { order: OpenOrder }) {
  const { payroll, parts } = words.value;
  const typed = useSignal(empty);
  const faults = useSignal<readonly Said[]>([]);
  const sending = useSending(order);
  const set = (member: keyof typeof empty) => (value: string) => {
    typed.value = { ...typed.value, [member]: value };
  };
  const add = async () => {
    const shown = order.value.peek();
    if (!shown) return;
    const { currency } = storedOf(shown);
    const { employeeId, amount, note } = typed.value;
    const read = textTyped(note);
    const body = {
      ...(employeeId && { employeeId }),
      amount: amountTyped(amount, currency),
      ...(read !== undefined && { note: read }),
    };
    const amounts = { currency, typed: new Map([['/amount', amount]]) };
    const wrong = faultsIn(AddPayrollRecord, body, amounts, await ruleMessages());
    faults.value = wrong.map(({ pointer, message }) => ({
      pointer: `${place}${pointer}`,
      message: pointer === '/employeeId' ? payroll.chooseEmployee : message,
    }));
    if (wrong.length > 0) return;
    const done = await sending.send(body, (params) =>
      ask(api.POST('/v1/orders/{number}/payroll-records', { params, body: Object(body) })),
    );
    if (!done) return;
    const added = done.payroll?.records.at(-1);
    const text = added && payroll.added(moneyText(added.amount), employeeName(added.employeeId));
    if (text) say(text, `/orders/${done.number}`);
    typed.value = empty;
    beginAgain();
  };
  const said = useSaid();
  const all = useFaults(faults.value, sending.failure.value, place);
  const error = (pointer: string) => all.find((fault) => fault.pointer.startsWith(`${place}${pointer}`))?.message;
  return (
    <form
      noValidate
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {all.length > 0 ? <FieldErrors errors={all} /> : <SendingFailure failure={sending.failure.value} place={place} />}
      <Shown of={catalogue.employees()}>
        {(employees) => (
          <div class="fields">
            <Focused />
            <SelectField
              label={payroll.employee}
              pointer={`${place}/employeeId`}
              error={error('/employeeId')}
              value={typed.value.employeeId}
              none={parts.choose}
              options={employees
                .filter(({ active }) => active)
                .map((employee) => [employee.employeeId, fullName(employee)] as const)}
              onInput={set('employeeId')}
            />
            <TextField
              label={payroll.sum}
              inputMode="decimal"
              autocomplete="off"
              pointer={`${place}/amount`}
              error={error('/amount')}
              value={typed.value.amount}
              onInput={set('amount')}
            />
            <TextField
              label={payroll.note}
              optional
              pointer={`${place}/note`}
              error={error('/note')}
              value={typed.value.note}
              onInput={set('note')}
            />
          </div>
        )}
      </Shown>
      <div class="buttons">
        <SubmitButton sending={sending} text={payroll.add} />
        <span class="small typed" aria-hidden="true">
          {said}
        </span>
      </div>
      <SaidAloud />
    </form>
  );
}

/** Puts the focus on the first field once it is there. */
function Focused() {
  useEffect(beginAgain, []);
  return null;
}
