import type * as z from 'zod/mini';
import { changeOf, type Telling, type Value } from '#desk/order/work/history/telling.ts';
import { type PlannedMember, planChanges } from '#desk/order/work/plan/plan-changes.ts';
import type { OrderReply } from '#domain/order/projection.ts';

type Task = z.output<typeof OrderReply.shape.workPlan>['tasks'][number];

/** The members of a task that the history tells; its line says nothing without the lines of then. */
const toldMembers = ['name', 'employeeId', 'dueDate', 'quantity'] as const satisfies PlannedMember[];

const read: Record<(typeof toldMembers)[number], (task: Task, telling: Telling) => Value> = {
  name: ({ name }) => name,
  employeeId: ({ employeeId }, { employee }) => employeeId && employee(employeeId),
  dueDate: ({ dueDate }, { date }) => dueDate && date(dueDate),
  quantity: ({ quantity }) => String(quantity),
};

/** Tasks that were marked done, and those of which that was taken back. */
function ticks(before: readonly Task[], after: readonly Task[], { words }: Telling): string[] {
  const wasDone = new Map(before.map(({ taskId, doneAt }) => [taskId, doneAt !== undefined]));
  return after
    .filter(({ taskId, doneAt }) => wasDone.get(taskId) === (doneAt === undefined))
    .map(({ name, doneAt }) => (doneAt === undefined ? words.unticked(name) : words.ticked(name)));
}

/** What has changed between two plans: tasks added, removed and marked done, and what has changed of the others. */
export function taskChanges(before: readonly Task[], after: readonly Task[], telling: Telling): string[] {
  const { words } = telling;
  const { added, removed, changed } = planChanges(before, after);
  const names = (tasks: readonly Task[]) => tasks.map(({ name }) => name).join(', ');
  const inChanged = changed.flatMap(({ from, to }) =>
    toldMembers.flatMap((member) =>
      changeOf(
        words.of(words.task[member], from.name),
        read[member](from, telling),
        read[member](to, telling),
        telling,
      ),
    ),
  );
  return [
    ...(added.length > 0 ? [words.tasksAdded(added.length, names(added))] : []),
    ...(removed.length > 0 ? [words.tasksRemoved(removed.length, names(removed))] : []),
    ...ticks(before, after, telling),
    ...inChanged,
  ];
}
