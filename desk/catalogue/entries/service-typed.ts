import type { Service } from '#desk/api/client.ts';
import { proposedId } from '#desk/catalogue/entries/proposed-id.ts';
import { amountToType } from '#desk/editing/amount-to-type.ts';
import { amountTyped, numberTyped } from '#desk/editing/check-body.ts';
import type { Needs, TaskTemplate, Unit } from '#domain/catalog/services.ts';
import type { Currency } from '#domain/kernel/money.ts';

export type Need = keyof Needs;
export const needs = ['teeth', 'arch', 'shade', 'pontics', 'implant'] as const satisfies Need[];

/** A task as it is typed. Its `templateId` is empty while it is new. */
export type TaskTyped = {
  templateId: string;
  name: string;
  price: string;
  leadDays: string;
  per: TaskTemplate['per'];
  employeeId: string;
};

export type ServiceTyped = Record<Need, boolean> & {
  id: string | null;
  name: string;
  group: string;
  unit: Unit;
  price: string;
  active: boolean;
  tasks: readonly TaskTyped[];
};

export const newTask: TaskTyped = {
  ...{ templateId: '', name: '', price: '', leadDays: '1', per: 'unit', employeeId: '' },
};

export const newService: ServiceTyped = {
  ...{ id: null, name: '', group: '', unit: 'tooth', price: '', active: true, tasks: [] },
  ...{ teeth: true, arch: false, shade: false, pontics: false, implant: false },
};

export function serviceTyped(service: Service): ServiceTyped {
  const { serviceId: id, name, group, unit, price, active, tasks = [] } = service;
  const { teeth = false, arch = false, shade = false, pontics = false, implant = false } = service.needs;
  return {
    ...{ id, name, group, unit, price: price ? amountToType(price) : '', active },
    ...{ teeth, arch, shade, pontics, implant },
    tasks: tasks.map(({ employeeId = '', leadDays, ...task }) => ({
      ...task,
      price: amountToType(task.price),
      leadDays: String(leadDays),
      employeeId,
    })),
  };
}

/** The ids of tasks: new ones get one that is made from their name. */
export function templateIds(tasks: readonly TaskTyped[]): string[] {
  const taken = new Set(tasks.map(({ templateId }) => templateId));
  return tasks.map(({ templateId, name }) => {
    if (templateId !== '') return templateId;
    const made = proposedId(name, taken) || proposedId('task', taken);
    taken.add(made);
    return made;
  });
}

export function serviceBody(typed: ServiceTyped, currency: Currency): object {
  const { name, group, unit, price, active, tasks } = typed;
  const ids = templateIds(tasks);
  return {
    ...{ name, group, unit, price: amountTyped(price, currency), active },
    needs: Object.fromEntries(needs.filter((need) => typed[need]).map((need) => [need, true])),
    tasks: tasks.map((task, index) => ({
      templateId: ids[index],
      name: task.name,
      price: amountTyped(task.price, currency),
      leadDays: numberTyped(task.leadDays),
      per: task.per,
      ...(task.employeeId !== '' && { employeeId: task.employeeId }),
    })),
  };
}

/** The amounts of a service by pointer, as they are typed. */
export const amountsIn = ({ price, tasks }: ServiceTyped): Map<string, string> =>
  new Map([['/price', price], ...tasks.map((task, index) => [`/tasks/${index}/price`, task.price] as const)]);
