import { same } from '#domain/kernel/same.ts';

/** The members of a task that people plan. */
export const plannedMembers = ['name', 'employeeId', 'dueDate', 'quantity', 'lineId', 'price'] as const;
export type PlannedMember = (typeof plannedMembers)[number];

type Planned = { taskId: string } & { [Member in PlannedMember]?: unknown };

/** How two plans differ: the tasks that one has and the other has not, and those whose members differ. */
export type PlanChanges<Task> = {
  added: Task[];
  removed: Task[];
  changed: { from: Task; to: Task; members: PlannedMember[] }[];
};

/** What has changed between two lists of tasks. Tasks are the same when they have the same id. */
export function planChanges<Task extends Planned>(before: readonly Task[], after: readonly Task[]): PlanChanges<Task> {
  const known = new Map(before.map((task) => [task.taskId, task]));
  const kept = new Set(after.map(({ taskId }) => taskId));
  const changed = after.flatMap((to) => {
    const from = known.get(to.taskId);
    const members = from ? plannedMembers.filter((member) => !same(from[member], to[member])) : [];
    return from && members.length > 0 ? [{ from, to, members }] : [];
  });
  return {
    added: after.filter(({ taskId }) => !known.has(taskId)),
    removed: before.filter(({ taskId }) => !kept.has(taskId)),
    changed,
  };
}
