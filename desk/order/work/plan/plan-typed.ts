import type { components } from '#desk/api/schema.d.ts';
import { amountToType } from '#desk/editing/amount-to-type.ts';
import { amountTyped, numberTyped } from '#desk/editing/check-body.ts';
import type { Currency } from '#domain/kernel/money.ts';
import { same } from '#domain/kernel/same.ts';

export type Task = components['schemas']['Task'];

/** A task as it is typed. Its `taskId` is empty while it is new. */
export type TaskTyped = {
  taskId: string;
  origin: Task['origin'];
  name: string;
  lineId: string;
  employeeId: string;
  dueDate: string;
  price: string;
  quantity: string;
};

export const newTask: TaskTyped = {
  ...{ taskId: '', origin: 'manual', name: '', lineId: '', employeeId: '', dueDate: '', price: '', quantity: '1' },
};

const taskTyped = ({ lineId = '', employeeId = '', dueDate = '', price, quantity, ...task }: Task): TaskTyped => ({
  ...{ taskId: task.taskId, origin: task.origin, name: task.name, lineId, employeeId, dueDate },
  price: price ? amountToType(price) : '',
  quantity: String(quantity),
});

/** The tasks of a plan, to be typed into. */
export const tasksTyped = (tasks: readonly Task[]): readonly TaskTyped[] => tasks.map(taskTyped);

const orNull = (text: string) => text.trim() || null;

/** The body that saves the whole plan. What is empty is cleared. */
export const planBody = (typed: readonly TaskTyped[], currency: Currency) => ({
  tasks: typed.map(({ taskId, name, lineId, employeeId, dueDate, price, quantity }) => ({
    ...(taskId !== '' && { taskId }),
    ...{ name, lineId: orNull(lineId), employeeId: orNull(employeeId), dueDate: orNull(dueDate) },
    price: orNull(price) && amountTyped(price, currency),
    quantity: orNull(quantity) && numberTyped(quantity),
  })),
});

/** The amounts of a plan by pointer, as they are typed. */
export const amountsIn = (typed: readonly TaskTyped[]): Map<string, string> =>
  new Map(typed.map(({ price }, index) => [`/tasks/${index}/price`, price]));

/**
 * What is typed, when somebody else has changed the plan meanwhile: their new tasks come last, and a task that one has not
 * touched is as they left it. What one has typed stays, also of a task that they removed, which then is a new one.
 */
export function mergedTyped(
  before: readonly Task[],
  theirs: readonly Task[],
  typed: readonly TaskTyped[],
): readonly TaskTyped[] {
  const known = new Map(before.map((task) => [task.taskId, taskTyped(task)]));
  const now = new Map(theirs.map((task) => [task.taskId, taskTyped(task)]));
  const kept = typed.flatMap((row): TaskTyped[] => {
    const next = now.get(row.taskId);
    const isUntouched = same(row, known.get(row.taskId));
    if (row.taskId === '' || (next && !isUntouched)) return [row];
    if (next) return [next];
    return isUntouched ? [] : [{ ...row, taskId: '', origin: 'manual' }];
  });
  const added = [...now.values()].filter(({ taskId }) => !known.has(taskId));
  return [...kept, ...added];
}
