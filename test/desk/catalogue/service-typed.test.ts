import { describe, expect, test } from 'vitest';
import { amountsIn, newService, newTask, serviceBody, serviceTyped } from '#desk/catalogue/entries/service-typed.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import { moved } from '#desk/editing/moved.ts';
import { PutService } from '#domain/catalog/requests/put-service.ts';
import { en } from '#test/support/all-messages.ts';

const mill = { ...newTask, name: 'Mill and sinter', price: '4,50', leadDays: '3' };
const crown = { ...newService, name: 'Crown', group: 'Fixed', price: '119,50', shade: true, tasks: [mill, mill] };

const faults = (typed: typeof crown) =>
  faultsIn(PutService, serviceBody(typed, 'EUR'), { currency: 'EUR', typed: amountsIn(typed) }, en);

describe('a service that is typed', () => {
  test('is the body of its PUT: money as people write it, and new tasks with ids of their own', () => {
    expect(faults(crown)).toEqual([]);
    expect(serviceBody(crown, 'EUR')).toEqual({
      name: 'Crown',
      group: 'Fixed',
      unit: 'tooth',
      price: { amount: 119_50, currency: 'EUR' },
      active: true,
      needs: { teeth: true, shade: true },
      tasks: ['mill-and-sinter', 'mill-and-sinter-2'].map((templateId) => ({
        templateId,
        name: 'Mill and sinter',
        price: { amount: 4_50, currency: 'EUR' },
        leadDays: 3,
        per: 'unit',
      })),
    });
  });

  test('comes back as it was typed', () => {
    const service = PutService.parse(serviceBody(crown, 'EUR'));
    const shown = serviceTyped({ ...JSON.parse(JSON.stringify(service)), serviceId: 'crown' });
    expect(PutService.parse(serviceBody(shown, 'EUR'))).toEqual(service);
  });

  test('says of an amount that cannot be read what may be written, at its field', () => {
    const [first, second, third] = faults({ ...crown, price: '1.200', tasks: [{ ...mill, price: '' }, mill] });
    expect(first).toEqual({ pointer: '/price', message: '1.200 may be 1200.00 or 1.20; write one of these.' });
    expect(second?.pointer).toBe('/tasks/0/price');
    expect(second?.message).toMatch(/^Write an amount in EUR such as 120.00/);
    expect(third).toBeUndefined();
  });

  test('says of lead days that are no number what they can be', () => {
    const [fault] = faults({ ...crown, tasks: [{ ...mill, leadDays: 'two' }] });
    expect(fault).toEqual({ pointer: '/tasks/0/leadDays', message: 'Write a whole number from 0 to 365.' });
  });

  test('has its tasks moved one place on, and not beyond an end', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    const list = ['a', 'b'];
    expect(moved(list, 1, 2)).toBe(list);
    expect(moved(list, 0, -1)).toBe(list);
  });
});
