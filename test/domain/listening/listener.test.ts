import { describe, expect, test } from 'vitest';
import {
  Listener,
  laboratoryListener,
  laboratoryOf,
  listenerOf,
  tenantListener,
  tenantOf,
} from '#domain/listening/listener.ts';

const ids = { role: 'manager', sub: 'someone', tenantId: 'northside' } as const;

describe('A listener', () => {
  test('is the laboratory of a caller, or the tenant of any other', () => {
    expect(listenerOf({ role: 'laboratory', sub: 'someone', laboratoryId: 'apex-lab' })).toBe('L#apex-lab');
    expect(listenerOf(ids)).toBe('T#northside');
    expect(listenerOf({ ...ids, role: 'dentist', customerId: 'weber' })).toBe('T#northside');
    expect(listenerOf({ ...ids, role: 'technician', employeeId: 'timo' })).toBe('T#northside');
  });

  test('tells a laboratory from a tenant with the same id', () => {
    const [laboratory, tenant] = [laboratoryListener('same'), tenantListener('same')];
    expect(laboratory).not.toBe(tenant);
    expect([laboratoryOf(laboratory), tenantOf(laboratory)]).toEqual(['same', null]);
    expect([laboratoryOf(tenant), tenantOf(tenant)]).toEqual([null, 'same']);
  });

  test('is nothing but one of the two with an id', () => {
    expect(['L#apex-lab', 'T#northside'].map((text) => Listener.safeParse(text).success)).toEqual([true, true]);
    for (const text of ['apex-lab', 'L#', 'X#apex-lab', 'L#Apex', 'L#apex-lab#FEED', ' L#apex-lab', 7, null])
      expect([text, Listener.safeParse(text).success]).toEqual([text, false]);
  });
});
