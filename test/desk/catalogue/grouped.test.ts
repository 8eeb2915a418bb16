import { describe, expect, test } from 'vitest';
import { findable, grouped, type Listed } from '#desk/catalogue/entries/grouped.ts';

type Service = { name: string; group: string; active: boolean };
const listed: Listed<Service> = {
  nameOf: ({ name }) => name,
  groupOf: ({ group }) => group,
  isActive: ({ active }) => active,
  textsOf: ({ name, group }) => [name, group],
};
const service = (name: string, group: string, active = true) => ({ name, group, active });
const all = [
  service('Überkrone', 'Fixed'),
  service('Full denture', 'Removable'),
  service('Crown 10', 'Fixed'),
  service('Crown 9', 'Fixed'),
  service('Old crown', 'Fixed', false),
];
const shown = (filter: string) =>
  grouped(findable(all, listed, 'de'), filter, listed, 'de').map(({ heading, isActive, entries }) => [
    isActive ? heading : 'inactive',
    entries.map(({ name }) => name),
  ]);

describe('a list of the catalogue', () => {
  test('is grouped, by name as people sort, with the inactive ones apart', () => {
    expect(shown('')).toEqual([
      ['Fixed', ['Crown 9', 'Crown 10', 'Überkrone']],
      ['Removable', ['Full denture']],
      ['inactive', ['Old crown']],
    ]);
  });

  test('is filtered by every word that is typed, whatever its case and accents', () => {
    expect(shown('fixed UBER')).toEqual([['Fixed', ['Überkrone']]]);
    expect(shown('crown old')).toEqual([['inactive', ['Old crown']]]);
    expect(shown('bridge')).toEqual([]);
  });
});
