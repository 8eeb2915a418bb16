import { beforeAll, describe, expect, it } from 'vitest';
import { type Body, complete, key, newClinic, version } from '#test/support/clinic.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
beforeAll(async () => {
  clinic = await newClinic();
});

const codesOf = ({ body }: { body: Body }): string[] => body.warnings.map(({ code }: Body) => code);
const today = new Date().toISOString().slice(0, 10);

describe('what is odd about a draft', () => {
  it('is on every reply of it, to whoever asks, and on the reply to its publication however often that is asked', async () => {
    const { manager, anna } = clinic;
    const { body: order } = await anna('POST', '/orders', { ...complete, dueDate: today });
    const path = `/orders/${order.number}`;
    const planned = await manager('POST', `${path}/plan-work`, { mode: 'automatic' }, version(order));
    const expected = {
      pointer: '/dueDate',
      code: 'due_date_too_early',
      taskId: 'crown.checkin',
      earliestDueDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    };
    expect(planned.body.warnings).toContainEqual(expect.objectContaining(expected));

    const read = await anna('GET', path);
    expect(read.body.warnings).toEqual(planned.body.warnings);
    const [line] = read.body.services;
    const edited = await anna('PATCH', path, { services: [{ ...line, quantity: 2 }] }, version(read.body));
    expect(codesOf(edited)).toEqual(expect.arrayContaining(['plan_outdated', 'task_outdated', 'due_date_too_early']));
    expect(new Set(codesOf(edited)).size).toBe(codesOf(edited).length);
    expect((await manager('GET', path)).body.warnings).toEqual(edited.body.warnings);

    const publish = () => anna('POST', `${path}/publish`, {}, { ...version(edited.body), ...key('send') });
    const published = await publish();
    expect([published.body.status, published.body.warnings]).toEqual(['published', edited.body.warnings]);
    expect((await publish()).body).toEqual(published.body);
    expect((await anna('GET', path)).body.warnings).toEqual([]);
  });

  it('is on the reply to an order that is saved and sent in one step', async () => {
    const body = { ...complete, customerId: 'anna', dueDate: today, workPlan: { mode: 'automatic' }, publish: true };
    const sent = await clinic.manager('POST', '/orders', body, key('save-and-send'));
    expect(sent.body.status).toBe('published');
    expect(codesOf(sent)).toContain('due_date_too_early');
    expect((await clinic.manager('POST', '/orders', body, key('save-and-send'))).body).toEqual(sent.body);
  });
});

it('A proposed due date is one that the plan can keep', async () => {
  const hasty = await newClinic({ productionDays: 0 });
  const body = { ...complete, customerId: 'anna', dueDate: null };
  const { body: order } = await hasty.manager('POST', '/orders', body);
  const path = `/orders/${order.number}`;
  const dated = await hasty.manager('PATCH', path, { dueDate: order.proposedDueDate }, version(order));
  const planned = await hasty.manager('POST', `${path}/plan-work`, { mode: 'automatic' }, version(dated.body));
  expect(planned.body.workPlan.tasks).toHaveLength(2);
  expect(planned.body.warnings).toEqual([]);
});
