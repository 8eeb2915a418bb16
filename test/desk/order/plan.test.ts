import { describe, expect, test } from 'vitest';
import { planChanges } from '#desk/order/work/plan/plan-changes.ts';
import { mergedTyped, newTask, planBody, type Task, tasksTyped } from '#desk/order/work/plan/plan-typed.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import { eur } from '#test/support/orders.ts';

const task = (taskId: string, other: Partial<Task> = {}): Task => ({
  ...{ taskId, name: `Task ${taskId}`, origin: 'manual', quantity: 1, price: eur(500) },
  ...other,
});
const [mill, glaze, pack] = [task('mill'), task('glaze'), task('pack')];

describe('two plans', () => {
  test('differ by tasks added, removed and changed; their sequence is no difference', () => {
    const later = { ...glaze, dueDate: '2026-12-15' };
    expect(planChanges([mill, glaze], [later, pack])).toEqual({
      added: [pack],
      removed: [mill],
      changed: [{ from: glaze, to: later, members: ['dueDate'] }],
    });
    expect(planChanges([mill, glaze], [glaze, mill])).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe('a plan that is typed', () => {
  test('is sent back as it was when nothing is typed, and clears what is emptied', () => {
    const planned = task('a', { employeeId: 'timo', dueDate: '2026-12-15', quantity: 3, lineId: 'l-1' });
    const body = planBody(tasksTyped([planned]), 'EUR');
    const { origin: _, ...sent } = planned;
    expect(body).toEqual({ tasks: [sent] });
    expect(EditWorkPlan.safeParse(body).success).toBe(true);
    const [typed = newTask] = tasksTyped([planned]);
    const cleared = { ...typed, employeeId: '', dueDate: '', price: ' ', quantity: '' };
    expect(planBody([cleared], 'EUR').tasks[0]).toMatchObject({
      ...{ taskId: 'a', employeeId: null, dueDate: null, price: null, quantity: null },
    });
  });

  test('takes money as people write it', () => {
    expect(planBody([{ ...newTask, name: 'Mill', price: '119,50' }], 'EUR').tasks[0]).toMatchObject({
      price: eur(119_50),
    });
  });

  test('takes over what somebody else has changed of tasks that nobody types into, and keeps what is typed', () => {
    const typed = tasksTyped([mill, glaze, pack]).map((row) =>
      row.taskId === 'glaze' ? { ...row, name: 'Glaze twice' } : row,
    );
    const theirs = [{ ...mill, dueDate: '2026-12-15' }, { ...glaze, dueDate: '2026-12-16' }, task('check')];
    const merged = mergedTyped([mill, glaze, pack], theirs, [...typed, newTask]);
    expect(merged.map(({ taskId, name, dueDate }) => [taskId, name, dueDate])).toEqual([
      ['mill', 'Task mill', '2026-12-15'],
      ['glaze', 'Glaze twice', ''],
      ['', '', ''],
      ['check', 'Task check', ''],
    ]);
  });

  test('keeps a task that is typed into and that somebody else has removed, as a new one', () => {
    const typed = tasksTyped([mill]).map((row) => ({ ...row, name: 'Mill slowly' }));
    expect(mergedTyped([mill], [], typed)).toMatchObject([{ taskId: '', name: 'Mill slowly', origin: 'manual' }]);
  });
});
