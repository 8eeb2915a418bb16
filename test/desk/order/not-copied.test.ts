import { expect, test } from 'vitest';
import { notCopied } from '#desk/order/not-copied.ts';

const plan = { tasks: [], outdated: false, unplannedServices: [] };

test('what an order has and its copy does not get is named, and nothing else', () => {
  expect(notCopied({ dueDate: null, workPlan: plan, payroll: { records: [], finalized: false } })).toBe('');
  expect(notCopied({ dueDate: '2099-03-02', workPlan: plan })).toBe('Not copied: due date.');
});
