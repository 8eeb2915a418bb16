import { describe, expect, test } from 'vitest';
import { addressOf, groups, questionOf, viewIn } from '#desk/lists/view.ts';
import type { Role } from '#domain/kernel/caller.ts';
import { Status } from '#domain/order/statuses.ts';

const view = (query: string, role: Role = 'manager') => viewIn(new URLSearchParams(query), role);
const question = (query: string) => questionOf(view(query));

describe('the address of a list', () => {
  test('says which list it is', () => {
    for (const query of ['list=drafts', 'list=atLaboratory&dentist=anna&sort=due', 'list=cancelled&dentist=anna'])
      expect(addressOf(view(query))).toBe(`/orders?${query}`);
  });

  test('that says nothing leads to the first list that a person sees', () => {
    expect(view('').group).toBe('drafts');
    expect(view('', 'technician').group).toBe('atLaboratory');
  });

  test('that asks for what a person does not see leads to what they see', () => {
    expect(view('list=drafts', 'technician').group).toBe('atLaboratory');
    expect(view('list=lost').group).toBe('drafts');
    expect(view('dentist=petr', 'dentist').dentist).toBeNull();
  });

  test('cannot ask by due date for what is over', () => {
    expect(view('list=cancelled&sort=due').byDue).toBe(false);
    expect(view('list=delivered&sort=due').byDue).toBe(false);
    expect(view('list=onTheWay&sort=due').byDue).toBe(true);
  });
});

describe('the list of what is to be answered', () => {
  test('is asked for alone: in every status, and of all dentists', () => {
    expect(view('list=toAnswer&dentist=anna&sort=due')).toEqual({ group: 'toAnswer', dentist: null, byDue: false });
    expect(question('list=toAnswer')).toEqual({ awaiting: 'clinic' });
  });

  test('is there for those who can write', () => {
    expect(view('list=toAnswer', 'dentist').group).toBe('toAnswer');
    expect(view('list=toAnswer', 'technician').group).toBe('atLaboratory');
  });
});

test('every status is in one of the lists', () => {
  expect(Object.values(groups).flat().toSorted()).toEqual(Status.options.toSorted());
});

test('a list by due date begins with those whose date has passed, also of what was sent: it has not arrived', () => {
  expect(question('sort=due')).toEqual({ status: ['draft'], sort: 'due' });
  expect(question('list=atLaboratory&sort=due')).toEqual({
    status: ['published', 'production', 'produced'],
    sort: 'due',
  });
});
