import type { components } from '#desk/api/schema.d.ts';
import { employeeName } from '#desk/parts/employee-name.ts';
import { moneyText } from '#desk/parts/format.ts';
import { WideTable } from '#desk/parts/wide-table.tsx';
import { words } from '#desk/words/words.ts';

export type Payroll = components['schemas']['GetPayrollReply'];
type Line = Payroll['byEmployee'][number]['lines'][number];

type Props = {
  payroll: Payroll /** Removes a sum that was added by hand; null when that is not allowed. */;
  onRemove: ((recordId: string) => void) | null;
};

/** What each technician earns, line by line: their tasks and the sums that were added; then the tasks that are nobody's. */
export function Earnings({ payroll: { byEmployee, unassigned = [] }, onRemove }: Props) {
  const { payroll, catalogue, plan } = words.value;
  if (byEmployee.length + unassigned.length === 0) return <p>{payroll.nothing}</p>;
  return (
    <WideTable label={words.value.actions.names.getPayroll} class="earnings stacked">
      <thead>
        <tr>
          <th scope="col">{catalogue.task}</th>
          <th scope="col" class="number">
            {plan.quantity}
          </th>
          <th scope="col" class="number">
            {plan.price}
          </th>
          <th scope="col" class="number">
            {payroll.amount}
          </th>
          {onRemove && <td />}
        </tr>
      </thead>
      {byEmployee.map(({ employeeId, name, total, lines }) => (
        <Earned
          key={employeeId}
          name={name ?? employeeName(employeeId)}
          total={moneyText(total)}
          lines={lines}
          onRemove={onRemove}
        />
      ))}
      {unassigned.length > 0 && <Earned name={payroll.unassigned} lines={unassigned} onRemove={onRemove} />}
    </WideTable>
  );
}

type EarnedProps = { name: string; total?: string; lines: readonly Line[]; onRemove: Props['onRemove'] };

function Earned({ name, total, lines, onRemove }: EarnedProps) {
  const { payroll, parts } = words.value;
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup" colSpan={3} class="typed what">
          {name}
        </th>
        <th class="number amount">{total}</th>
        {onRemove && <td />}
      </tr>
      {lines.map(({ source, quantity, price, amount }) => {
        const text = source.kind === 'task' ? source.name : (source.note ?? payroll.byHand);
        return (
          <tr key={source.kind === 'task' ? source.taskId : source.recordId}>
            <td class="typed what">{text}</td>
            <td class="number quantity">{quantity}</td>
            <td class="number pay">{price ? moneyText(price) : parts.none}</td>
            <td class="number amount">{moneyText(amount)}</td>
            {onRemove && (
              <td class="row-buttons">
                {source.kind === 'record' && (
                  <button
                    type="button"
                    class="quiet"
                    aria-label={payroll.remove(moneyText(amount), name)}
                    onClick={() => onRemove(source.recordId)}
                  >
                    ×
                  </button>
                )}
              </td>
            )}
          </tr>
        );
      })}
    </tbody>
  );
}

/** All pay; and, for managers, what the order brings in and what is left of it. */
export function Totals({ payroll: { total, orderTotal, margin } }: { payroll: Payroll }) {
  const { payroll } = words.value;
  const facts = [
    [payroll.total, total],
    [payroll.orderTotal, orderTotal],
    [payroll.margin, margin],
  ] as const;
  return (
    <dl class="facts totals">
      {facts.map(
        ([caption, amount]) =>
          amount && (
            <div key={caption}>
              <dt>{caption}</dt>
              <dd>{moneyText(amount)}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
