import type { Catalog } from '#domain/catalog/catalog.ts';
import type { Service, TaskTemplate } from '#domain/catalog/services.ts';
import { leadDates, type WorkingCalendar } from '#domain/kernel/calendar.ts';
import { type Fault, fault } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { withUnknownMembers } from '#domain/kernel/stored.ts';
import type { Act } from '#domain/order/act.ts';
import { bounds, type Line, type Order, type Task, WorkPlan } from '#domain/order/order.ts';
import { isOutdated, isToDo, taskIdOf, tooManyTasks } from '#domain/order/tasks.ts';

/** A task of the automatic plan, and what it comes from. */
type AutomaticTask = { taskId: string; line: Line; template: TaskTemplate };

/**
 * The tasks of the automatic plan: one for every line and per-unit template; one for every service and per-order
 * template, on the service's first line. The task id says which, so planning again adds no task twice.
 */
function automaticTasks({ services }: Order, catalog: Catalog): AutomaticTask[] {
  return services.flatMap((line, index) => {
    const first = services.findIndex(({ serviceId }) => serviceId === line.serviceId) === index;
    const templates = catalog.services.get(line.serviceId)?.tasks ?? [];
    return templates
      .filter(({ per }) => per === 'unit' || first)
      .map((template) => ({ taskId: taskIdOf(line, template), line, template }));
  });
}

function missingTasks(order: Order, catalog: Catalog): AutomaticTask[] {
  const planned = new Set(order.workPlan.tasks.map(({ taskId }) => taskId));
  return automaticTasks(order, catalog).filter(({ taskId }) => !planned.has(taskId));
}

/** An order with its plan, and the faults that prevent it. */
type Planned = { order: Order; faults: (Fault<'too_many_tasks'> | Fault<'other_currency'>)[] };

/** A fault when a task's pay is in another currency than the order. */
function otherCurrencies(tasks: readonly AutomaticTask[], { currency }: Order): Fault<'other_currency'>[] {
  const strange = tasks.find(({ template }) => template.price.currency !== currency);
  if (!strange) return [];
  return [fault('/services', 'other_currency', { currency, name: strange.template.name })];
}

/**
 * The order with the automatic tasks that its plan lacks; existing tasks stay unchanged. A task is due its lead days
 * before the order and goes to its default technician if active. The plan stays outdated while a task does not fit its
 * line.
 */
export function planned(order: Order, { catalog, settings }: Act): Planned {
  const missing = missingTasks(order, catalog);
  const leads = missing.map(({ template }) => template.leadDays);
  const dates = leadDates(order.dueDate, leads, settings);

  const tasks = missing.map(({ taskId, line, template }): Task => {
    const { templateId, name, price, leadDays, per, employeeId } = template;
    const due = dates.get(leadDays);
    return {
      taskId,
      name,
      origin: 'automatic',
      lineId: line.lineId,
      serviceId: line.serviceId,
      templateId,
      quantity: per === 'unit' ? line.quantity : 1,
      price,
      leadDays,
      ...(employeeId && catalog.employees.get(employeeId)?.active && { employeeId }),
      ...(due && { dueDate: due }),
    };
  });
  const all = [...order.workPlan.tasks, ...tasks];
  const workPlan = {
    ...order.workPlan,
    tasks: all,
    outdated: all.some((task) => isOutdated(task, order)),
    unplannedServices: withUnknownMembers(
      WorkPlan.shape.unplannedServices,
      order.workPlan.unplannedServices,
      unplannedServices(order, catalog),
    ),
  };
  return {
    order: { ...order, workPlan },
    faults: [...(all.length > bounds.tasks ? [tooManyTasks(all.length, '')] : []), ...otherCurrencies(missing, order)],
  };
}

/** What is asked of the catalogue for the dates of a plan: the task templates of a service. */
type Templates = { get(serviceId: Id): Pick<Service, 'tasks'> | undefined };

/**
 * The tasks of the plan with the dates that planning gives them for the due date of now: of each the lead days of its
 * template, or its own when the template is gone. A task that is done or was added by hand keeps its date; so do all while
 * there is no due date.
 */
export function redated({ workPlan, dueDate }: Order, services: Templates, calendar: WorkingCalendar): Task[] {
  const leadOf = ({ serviceId, templateId, leadDays }: Task) =>
    templateOf(services, serviceId, templateId)?.leadDays ?? leadDays;
  const dates = leadDates(
    dueDate,
    workPlan.tasks.flatMap((task) => leadOf(task) ?? []),
    calendar,
  );
  return workPlan.tasks.map((task) => {
    const lead = isToDo(task) ? leadOf(task) : undefined;
    const date = lead === undefined ? undefined : dates.get(lead);
    return date ? { ...task, dueDate: date } : task;
  });
}

const templateOf = (services: Templates, serviceId = '', templateId = '') =>
  services.get(serviceId)?.tasks.find((template) => template.templateId === templateId);

function unplannedServices({ services }: Order, catalog: Catalog) {
  const without = services.filter(({ serviceId }) => !catalog.services.get(serviceId)?.tasks.length);
  return [...new Map(without.map(({ serviceId, service }) => [serviceId, { serviceId, name: service.name }])).values()];
}
