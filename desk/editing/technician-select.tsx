import type { JSX } from 'preact';
import { employeeName, knownEmployees } from '#desk/parts/employee-name.ts';
import { words } from '#desk/words/words.ts';
import { fullName } from '#domain/kernel/full-name.ts';

type Props = { value: string } & Omit<JSX.SelectHTMLAttributes, 'value'>;

/** Chooses who does a task, or nobody. Whoever is chosen can be kept, also when they no longer get new tasks. */
export function TechnicianSelect({ value, ...control }: Props) {
  const choosable = knownEmployees().filter(({ active, employeeId }) => active || employeeId === value);
  const isListed = choosable.some(({ employeeId }) => employeeId === value);
  return (
    <select {...control} value={value}>
      <option value="">{words.value.catalogue.nobody}</option>
      {choosable.map((employee) => (
        <option key={employee.employeeId} value={employee.employeeId}>
          {fullName(employee)}
        </option>
      ))}
      {value !== '' && !isListed && <option value={value}>{employeeName(value)}</option>}
    </select>
  );
}
