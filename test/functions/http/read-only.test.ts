import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { membersOf } from '#domain/kernel/expected.ts';
import type { Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  catalogue,
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  type Item,
  itemOf,
} from '#test/support/functions/mock-table.ts';
import { at, eur, laboratory, manager } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const url = 'https://1.1.1.1/orders';
const timo = { firstName: 'Timo', lastName: 'Berg', active: true };
const { version: _, updatedAt: _at, updatedBy: _by, ...settings } = defaultSettings;

/** Each PUT: the id of an existing thing, and a body. */
const bodies: Record<string, [id: string, body: object]> = {
  putCustomer: ['weber', { firstName: 'Anna', lastName: 'Berg', clinic: 'Weber Practice', active: true }],
  putEmployee: ['timo', timo],
  putService: ['zirconia-crown', { name: 'Crown', group: 'Fixed', price: eur(1), active: true, tasks: [] }],
  putLaboratory: ['apex-lab', { name: 'Apex Dental', active: true }],
  putSettings: ['', settings],
  putLabProfile: ['', { name: 'Apex Dental' }],
  putSubscription: ['main', { url, active: false }],
  putLabSubscription: ['main', { url, active: false }],
};

const wholes = Object.values<Route>(routes).filter(({ ifMatch }) => ifMatch === 'honoured');
test('All PUTs of whole things are asked', () => {
  expect(wholes.map(({ name }) => name).toSorted()).toEqual(Object.keys(bodies).toSorted());
});

const subscription = subscriptionTo(url);
const held: Item[] = [
  ...catalogue,
  itemOf.settings({ ...defaultSettings, version: 1, updatedAt: at }),
  itemOf.employee({ ...timo, employeeId: 'timo', version: 1, updatedAt: at, updatedBy: null }),
];

/** Values that a caller might set a read-only member to: a similar one, one of another type, and null. */
const tried: Record<string, unknown[]> = {
  disabled: [{ at, eventId: 'none', reason: 'Because I say so.' }, 5, null],
};
const others = ['another', 5, {}];

test.each(wholes)(
  '$name refuses each member that is only shown and is not as shown, whether a thing stands there or not',
  async ({ name, takes, audience }) => {
    const [id, body] = bodies[name] ?? [];
    const taken = takes.shape.body;
    const sent = new Set(membersOf(taken));
    const shown = Object.keys(taken instanceof z.ZodMiniObject ? taken.shape : {}).filter(
      (member) => member !== 'secret' && !sent.has(member),
    );
    expect(shown).toContain('version');
    for (const there of [true, false]) {
      holding(...(there ? held : []));
      dynamodb.on(QueryCommand).resolves({ Items: there ? [itemOf.subscription(subscription)] : [] });
      const caller = audience === 'laboratory' ? laboratory : manager;
      const put = (more: object = {}) =>
        call(name as RouteName, { caller, params: { id: `${id}` }, body: { ...body, ...more } });
      expect((await put()).status).toBeLessThan(300);
      for (const member of shown)
        for (const value of tried[member] ?? others) {
          dynamodb.resetHistory();
          const answer = await put({ [member]: value });
          expect([there, member, value, answer.status]).toEqual([there, member, value, 422]);
          expectRefused(answer, 422, 'validation_failed');
          expect(faultsIn(answer)).toEqual([`body /${member} read_only`]);
        }
    }
  },
);
