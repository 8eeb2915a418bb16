import { describe, expect, test } from 'vitest';
import { addressOf, questionOf, viewIn } from '#desk/lists/view.ts';
import type { Role } from '#domain/kernel/caller.ts';

const view = (query: string, role: Role = 'manager') => viewIn(new URLSearchParams(query), role);
const question = (query: string) => questionOf(view(query), '2026-11-26');

describe('the address of a list', () => {
  test('says which list it is', () => {
    for (const query of ['status=draft', 'status=published&dentist=anna&sort=due', 'status=cancelled&dentist=anna'])
      expect(addressOf(view(query))).toBe(`/orders?${query}`);
  });

  test('that says nothing leads to the first list that a person sees', () => {
    expect(view('').status).toBe('draft');
    expect(view('', 'technician').status).toBe('published');
  });

  test('that asks for what a person does not see leads to what they see', () => {
    expect(view('status=draft', 'technician').status).toBe('published');
    expect(view('status=lost').status).toBe('draft');
    expect(view('dentist=petr', 'dentist').dentist).toBeNull();
  });

  test('cannot ask for what was given up by due date', () => {
    expect(view('status=cancelled&sort=due').byDue).toBe(false);
  });
});

describe('a list by due date', () => {
  test('of drafts begins with those whose date has passed', () => {
    expect(question('sort=due')).toEqual({ status: ['draft'], sort: 'due' });
  });

  test('of what was sent begins today, because nobody knows which of the older ones have arrived', () => {
    expect(question('status=published&sort=due')).toEqual({
      status: ['published'],
      sort: 'due',
      dueFrom: '2026-11-26',
    });
  });
});
