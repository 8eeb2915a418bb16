import { expect, test } from 'vitest';
import { exampleWord, matching } from '#desk/order/form/model/service-search.ts';

const service = (name: string, group = 'Other', active = true) => ({ name, group, active });
const english = [service('Zirconia crown'), service('PFM crown'), service('Full denture')];

test('the example of the search finds services of the catalogue that is there, whatever its language', () => {
  for (const services of [english, [service('Теле'), service('Цирконова коронка')], [service('E-Max-Krone')]]) {
    const word = exampleWord(services);
    expect(word).toBeDefined();
    expect(matching(services, word ?? '')).not.toEqual([]);
  }
  expect(exampleWord(english)).toBe('crown');
});

test('there is no example where nothing can be ordered', () => {
  expect(exampleWord([])).toBeUndefined();
  expect(exampleWord([service('Zirconia crown', 'Crowns', false), service('9 %')])).toBeUndefined();
});

test('services are found by words of their name or group, first those whose name begins so', () => {
  const found = matching([...english, service('Crown lengthening'), service('Bar', 'Crowns')], 'crown');
  expect(found.flatMap(([, services]) => services.map(({ name }) => name))).toEqual([
    'Crown lengthening',
    'Zirconia crown',
    'PFM crown',
    'Bar',
  ]);
});
