import { describe, expect, test } from 'vitest';
import { differences, withMembers } from '#desk/editing/differences.ts';

const before = { name: 'Crown', group: 'Fixed', price: '119.00', tasks: ['mill', 'glaze'] };
type Form = typeof before;
const partsOf = (form: Form) => [
  { member: 'name' as const, label: 'Name', text: form.name },
  { member: 'group' as const, label: 'Group', text: form.group },
  { member: 'price' as const, label: 'Price', text: form.price },
  { member: 'tasks' as const, label: 'Tasks', text: form.tasks.join(', ') },
];

describe('what somebody else has changed of a form', () => {
  test('is named part by part, with what was there, what they made of it, and what is typed here', () => {
    const mine = { ...before, price: '125.00' };
    const theirs = { ...before, price: '121.00', tasks: ['mill'] };
    expect(differences(partsOf, { before, mine, theirs })).toEqual([
      { member: 'price', label: 'Price', before: '119.00', theirs: '121.00', mine: '125.00', isMine: true },
      { member: 'tasks', label: 'Tasks', before: 'mill, glaze', theirs: 'mill', mine: 'mill, glaze', isMine: false },
    ]);
  });

  test('is nothing where both have made the same of it, or only this person has changed it', () => {
    const mine = { ...before, name: 'Gold crown', group: 'Metal' };
    const theirs = { ...before, group: 'Metal' };
    expect(differences(partsOf, { before, mine, theirs })).toEqual([]);
  });

  test('is taken member by member, and the rest stays as it is typed', () => {
    const mine = { ...before, name: 'Gold crown', price: '125.00' };
    const theirs = { ...before, name: 'Crown of gold', price: '121.00' };
    expect(withMembers(mine, theirs, ['price'])).toEqual({ ...before, name: 'Gold crown', price: '121.00' });
  });
});
