import { beforeAll, expect, it } from 'vitest';
import { newTable } from '#test/support/database/new-table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { manager } from '#test/support/orders.ts';

/** Names and references as they are stored, each with other spellings that must find them. */
const ways: string[][] = [
  ['O’Brien', "O'Brien", 'o´brien', 'OʼBRIEN'],
  ['Дерев’янко', 'Деревʼянко', "Дерев'янко"],
  ['De  la Cruz', 'de la cruz', 'De\u00A0la Cruz'],
  ['Smith‑Jones', 'smith-jones', 'Smith–Jones'],
  ['Ｏｋａｆｏｒ', 'okafor'],
  ['ﬁsher', 'fisher'],
  ['Müller', 'Mueller', 'Muller'],
  ['Haakon', 'Håkon', 'hakon'],
  ['Gal·la', 'Gaŀla', 'galla'],
  ['Ħellenŋ', 'hellenn'],
  ['AB\u200B12', 'ab12'],
  ['AB‑34', 'ab-34'],
];

beforeAll(async () => {
  await newTable();
});

let tenants = 0;

/** Makes a tenant with these patients, and returns a function that searches them. */
async function clinicWith(member: 'lastName' | 'reference', names: string[]) {
  const caller = { ...manager, tenantId: `clinic-${++tenants}` };
  const customer = { firstName: 'Anna', lastName: 'Weber', clinic: 'Mill', active: true };
  await call('putCustomer', { caller, params: { id: 'weber' }, body: customer });
  for (const name of names)
    await call('createOrder', { caller, body: { customerId: 'weber', patient: { [member]: name } } });
  return async (typed: string): Promise<string[]> => {
    const { body } = await call('listOrders', { caller, query: `patient=${encodeURIComponent(typed)}` });
    return body.items.map(({ patient }: { patient: Record<string, string> }) => patient[member]);
  };
}

it.each(['lastName', 'reference'] as const)(
  'A %s is found however it was stored, and however it is typed',
  async (member) => {
    for (const names of ways) {
      const find = await clinicWith(member, [...names, 'Somebody Else']);
      for (const typed of names) expect((await find(typed)).toSorted(), typed).toEqual(names.toSorted());
    }
  },
);

it('A name is found while it is typed, letter by letter', async () => {
  const find = await clinicWith('lastName', ['Müller', 'Haakon', 'Gal·la']);
  for (const typed of ['Mu', 'Mue', 'Muel', 'Muell', 'Mü', 'M']) expect(await find(typed), typed).toEqual(['Müller']);
  for (const typed of ['H', 'Ha', 'Haa', 'Haak', 'Hå']) expect(await find(typed), typed).toEqual(['Haakon']);
  for (const typed of ['Gal', 'Gal·', 'Gal·l', 'Gall']) expect(await find(typed), typed).toEqual(['Gal·la']);
  expect(await find('Mo')).toEqual([]);
});

it('The longest name is found by its beginning and as a whole', async () => {
  const name = 'Æ’ﬁß'.repeat(25);
  const find = await clinicWith('lastName', [name]);
  for (const typed of [name.slice(0, 64), "a'fiss", name.slice(0, 7)]) expect(await find(typed), typed).toEqual([name]);
});
