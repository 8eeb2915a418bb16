import { describe, expect, it } from 'vitest';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { editWorkPlan } from '#domain/order/decisions/edit-work-plan.ts';
import { markTask } from '#domain/order/decisions/mark-task.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import type { Order } from '#domain/order/order.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import {
  accepted,
  act,
  at,
  by,
  catalog,
  complete,
  crown,
  draft,
  employee,
  eur,
  manager,
  publish,
  refusal,
  saved,
  technician,
} from '#test/support/orders.ts';

const template = (templateId: string, name: string) =>
  ({ templateId, name, price: eur(500), leadDays: 1, per: 'unit', employeeId: 'timo' }) as const;
const how = {
  catalog: catalog({
    employees: [employee('timo')],
    services: [{ ...crown, tasks: [template('mill', 'Mill'), template('glaze', 'Glaze')] }],
  }),
};
const before = draft(complete, act(how));
const planned = accepted(planWork.decide(before, { mode: 'automatic' }, act(how)));
const order = saved(before, accepted(publish(saved(before, planned, 'planWork'), {}, act(how))), 'publishOrder');
const [mill = '', glaze = ''] = order.workPlan.tasks.map(({ taskId }) => taskId);

const mark = (taskId: string, done: boolean, caller: ClinicCaller = manager, of = order) =>
  markTask.decide(of, { taskId, done }, by(caller, how));
const doneIn = ({ workPlan }: Order) => workPlan.tasks.flatMap(({ taskId, doneAt }) => (doneAt ? [taskId] : []));
const plan = (of: Order, tasks: object[]) => editWorkPlan.decide(of, EditWorkPlan.parse({ tasks }), act(how));

describe('A task', () => {
  it('is marked done with when and by whom, and that is taken back', () => {
    const marked = accepted(mark(mill, true));
    expect(marked.workPlan.tasks[0]).toMatchObject({ doneAt: at, doneBy: { sub: 'maria', role: 'manager' } });
    expect(marked.status).toBe('published');
    expect(accepted(mark(mill, false, manager, marked))).toEqual(order);
    expect(accepted(mark(mill, true, technician, marked))).toBe(marked);
  });

  it('is marked by its own technician, and by no other', () => {
    expect(doneIn(accepted(mark(mill, true, technician)))).toEqual([mill]);
    expect(refusal(mark(mill, true, { ...technician, employeeId: 'tina' }))).toEqual({
      code: 'forbidden',
      because: 'otherTask',
    });
  });

  it('that is not in the plan is not there', () => {
    expect(refusal(mark('none', true))).toEqual({ code: 'not_found' });
  });

  it('may be marked when the payroll is finalized, which only pay depends on', () => {
    const locked = { ...order, payroll: { ...order.payroll, finalized: true } };
    expect(doneIn(accepted(mark(glaze, true, manager, locked)))).toEqual([glaze]);
  });
});

describe('A task that is done', () => {
  const done = accepted(mark(mill, true));

  it('stays when the work is planned again, by templates or by hand', () => {
    const again = accepted(planWork.decide(done, { mode: 'automatic' }, act(how)));
    expect(again.workPlan).toEqual(done.workPlan);
    const more = accepted(planWork.decide(done, { mode: 'manual', tasks: [{ name: 'Pack' }] }, act(how)));
    expect(doneIn(more)).toEqual([mill]);
  });

  it('stays when the list is sent again with its taskId, whatever is edited and in whatever sequence', () => {
    const decision = plan(done, [
      { taskId: glaze, name: 'Glaze' },
      { taskId: mill, name: 'Mill twice', quantity: 2 },
    ]);
    expect(doneIn(accepted(decision))).toEqual([mill]);
    expect(decision).toMatchObject({ warnings: [] });
  });

  it('does not vanish from the list without a warning, nor does its mark when it is sent as a new one', () => {
    const warned = { pointer: '/workPlan', code: 'done_task_removed', facts: { task: 'Mill' }, taskId: mill };
    expect(plan(done, [{ taskId: glaze, name: 'Glaze' }])).toMatchObject({ kind: 'accepted', warnings: [warned] });
    expect(plan(done, [])).toMatchObject({ warnings: [warned] });
    const asNew = plan(done, [{ name: 'Mill' }, { taskId: glaze, name: 'Glaze' }]);
    expect(asNew).toMatchObject({ warnings: expect.arrayContaining([expect.objectContaining(warned)]) });
    expect(plan(order, [])).toMatchObject({ warnings: [] });
  });
});
