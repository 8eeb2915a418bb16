import { expect, test } from 'vitest';
import { servicesInBrief } from '#desk/order/actions/services-in-brief.ts';
import { en } from '#desk/words/en.ts';

test('what is sent is each service with its teeth or its jaw, its pontics and its shade', () => {
  const services = [
    { service: { name: 'Crown' }, quantity: 2, teeth: ['26', '27'], shade: { value: 'A3' } },
    { service: { name: 'Bridge' }, quantity: 4, teeth: ['24', '25', '26'], pontics: ['25'], shade: { value: 'A2' } },
    { service: { name: 'Full denture' }, quantity: 1, teeth: [], arch: 'upper' as const },
    { service: { name: 'Courier' }, quantity: 2, teeth: [] },
  ];
  expect(servicesInBrief(services, en.lists)).toEqual([
    'Crown 26, 27, A3',
    'Bridge 24, 25, 26, pontic 25, A2',
    'Full denture, upper jaw',
    '2 × Courier',
  ]);
});

test('of many services the first ten are named, and how many there are beside', () => {
  const services = Array.from({ length: 100 }, () => ({ service: { name: 'Crown' }, quantity: 1, teeth: ['11'] }));
  const said = servicesInBrief(services, en.lists);
  expect(said).toHaveLength(11);
  expect(said.at(-1)).toBe('and 90 more');
});
