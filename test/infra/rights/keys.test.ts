import { expect, test } from 'vitest';
import type { Listener } from '#domain/listening/listener.ts';
import { indexRanges, type Key, keys, messagePrefix } from '#functions/store/table.ts';
import { permissions } from '#infra/rights/permissions.ts';

/** In the keys of this test, `*` is an id of any length and each `+` is a digit of an order's number. */
const digit = { id: /[a-z0-9-]/, number: /[0-9A-F]/ };
const number = '+'.repeat(10);
const at = '2026-12-11T09:30:00.000Z';

/** A key of each kind, those of a listener for this one. */
const kindsOf = (listener: Listener): Record<keyof typeof keys, Key> => ({
  order: keys.order('*', number),
  change: keys.change('*', number, 7),
  announced: keys.announced('*', number, `*_${number}_7_c`),
  read: keys.read('*', number, at, '*'),
  document: keys.document('*', number, '*'),
  message: keys.message('*', number, 7),
  answer: keys.answer('*', number),
  entry: keys.entry('*', 'services', '*'),
  settings: keys.settings('*'),
  profile: keys.profile('*'),
  sequence: keys.sequence(listener),
  feed: keys.feed(listener, 7),
  subscription: keys.subscription(listener, '*'),
  delivery: keys.delivery(listener, '*', `*_${number}_7`),
  attempt: keys.attempt(listener, '*', at, `*_${number}_7`),
  user: keys.user('*'),
  client: keys.client('*'),
});

const kinds = kindsOf('L#*');
const all = [...Object.entries(kinds), ...Object.entries(kindsOf('T#*'))];

const ofTable = new Set(all.map(([, { PK }]) => PK));
const ofIndexes = [
  indexRanges.byStatus('*', '*'),
  indexRanges.byCustomer('*', '', '*'),
  indexRanges.byPatient('*', ''),
  indexRanges.byDue('*', '*'),
  indexRanges.byCustomerDue('*', '*', '*'),
  indexRanges.byLaboratory('*', '*'),
  indexRanges.byAnswer('*'),
];
const partitions = [...ofTable, ...ofIndexes.map(({ partition }) => partition)];

const patternOf = (partition: string) => partition.replace(number, '*');

/** Whether any key of this form matches an IAM pattern, where `*` is any text, '#' included. */
function fits(pattern: string, key: string): boolean {
  const [asked, mark] = [pattern.charAt(0), key.charAt(0)];
  if (asked === '*') return fits(pattern.slice(1), key) || (key !== '' && fits(pattern, key.slice(1)));
  if (mark === '*') return fits(pattern, key.slice(1)) || (digit.id.test(asked) && fits(pattern.slice(1), key));
  if (mark === '' || asked === '') return pattern === key;
  return (mark === '+' ? digit.number.test(asked) : mark === asked) && fits(pattern.slice(1), key.slice(1));
}

test('Each kind of item has partitions of its own', () => {
  expect(Object.fromEntries(Object.entries(kinds).map(([kind, { PK, SK }]) => [kind, `${PK} ${SK}`]))).toEqual({
    order: `T#*#O#${number} ORDER`,
    change: `T#*#H#${number} CHANGE#0000000007`,
    announced: `T#*#H#${number} ANNOUNCED#*_${number}_7_c`,
    read: `T#*#H#${number} READ#${at}#*`,
    document: `T#*#P#${number} DOCUMENT#*`,
    message: `T#*#M#${number} MESSAGE#0000000007`,
    answer: `T#*#M#${number} ANSWER`,
    entry: 'T#*#CATALOG SERVICE#*',
    settings: 'T#*#CATALOG SETTINGS',
    profile: 'L#*#PROFILE PROFILE',
    sequence: 'L#*#SEQUENCE SEQUENCE',
    feed: 'L#*#FEED 0000000007',
    subscription: 'L#*#SUBSCRIPTIONS *',
    delivery: `L#*#D#* EVENT#*_${number}_7`,
    attempt: `L#*#D#* ATTEMPT#${at}#*_${number}_7`,
    user: 'USER#* CLAIMS',
    client: 'CLIENT#* CLAIMS',
  });
});

test('What a tenant hears is kept like what a laboratory hears, in partitions of its own', () => {
  const { sequence, feed, subscription, delivery, attempt, ...others } = kindsOf('T#*');
  expect([sequence, feed, subscription, delivery, attempt].map(({ PK }) => PK)).toEqual([
    'T#*#SEQUENCE',
    'T#*#FEED',
    'T#*#SUBSCRIPTIONS',
    'T#*#D#*',
    'T#*#D#*',
  ]);
  expect(kinds).toMatchObject(others);
});

test('No key of one kind can match the pattern of another kind', () => {
  for (const one of ofTable)
    expect([one, partitions.filter((other) => fits(patternOf(one), other))]).toEqual([one, [one]]);
});

test('Each pattern in permissions.ts matches one kind of item', () => {
  const rights = Object.values(permissions).flat();
  const patterns = new Set(rights.flatMap((right) => ('keys' in right && right.on === 'table' ? right.keys : [])));
  for (const pattern of patterns)
    expect(partitions.filter((partition) => fits(pattern, partition)).map(patternOf)).toEqual([pattern]);
});

test('Only orders and messages have the sort keys that the filters of the stream ask for', () => {
  const kindsWith = (pattern: string) => new Set(all.flatMap(([kind, key]) => (fits(pattern, key.SK) ? [kind] : [])));
  expect(kindsWith(keys.order('', '').SK)).toEqual(new Set(['order']));
  expect(kindsWith(`${messagePrefix}*`)).toEqual(new Set(['message']));
});

test('A planted pattern that matches another kind is found', () => {
  expect(fits('L#*', keys.feed('L#*', 7).PK)).toBe(true);
  expect(fits('T#*#*', keys.order('*', number).PK)).toBe(true);
  expect(fits('T#*#o#*', 'T#*#*#*')).toBe(true);
  expect(fits('T#*#O#*', 'T#*#*#*')).toBe(false);
  expect(fits('T#*#FEED', `T#*#${number}`)).toBe(false);
  expect(fits('T#*#FEEDFEEDFE', `T#*#${number}`)).toBe(true);
});
