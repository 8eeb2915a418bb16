import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2WithJWTAuthorizer as Event } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { memoized } from '#domain/kernel/memoized.ts';
import { handlerFile, type Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import '#test/support/functions/call-handler.ts';
import { membersOf } from '#domain/kernel/expected.ts';
import { catalogue, dynamodb, holding, itemOf } from '#test/support/functions/mock-table.ts';
import { mostOf, type Place, placesOf, type Schema } from '#test/support/functions/request-places.ts';
import { eventOf, type Sent } from '#test/support/functions/requests.ts';
import { complete, draft, laboratory, manager } from '#test/support/orders.ts';
import { atLength } from '#test/support/run/runs.ts';

/** `npm run test:long` sends as much as a request may have, `npm test` an eighth of it in an eighth of the time. */
const share = atLength ? 1 : 1 / 8;
const [small, large] = [share * 256 * 1024, share * 1024 * 1024];

/** Four times the bytes may take six times the CPU, because of caches. Less than `floor` milliseconds counts as `floor`. */
const [tolerance, floor, most] = [6, share * 50, share * 1000];

/** The CPU time of a handler for an event, in milliseconds. Fails on 413, which reads nothing, and on 500. */
async function costOf(handler: (event: Event, context: object) => Promise<{ statusCode?: number }>, event: Event) {
  const start = process.cpuUsage();
  const { statusCode } = await handler(event, {});
  const { user, system } = process.cpuUsage(start);
  expect([413, 500]).not.toContain(statusCode);
  return (user + system) / 1000;
}

/**
 * Compares the CPU time of a large and a small request, unless the large one is below the floor anyway. Fails only if two
 * attempts do, because other processes use the machine, too.
 */
async function expectLinear(name: RouteName, what: string, sent: (bytes: number) => Sent): Promise<void> {
  const { handler } = await import(/* @vite-ignore */ `#${handlerFile(routes[name])}`);
  const { audience }: Route = routes[name];
  const costWith = (bytes: number) => {
    const { headers, ...rest } = sent(bytes);
    const caller = audience === 'laboratory' ? laboratory : manager;
    return costOf(handler, eventOf(name, { caller, ...rest, headers: { 'if-match': '"1"', ...headers } }));
  };
  const costs: string[] = [];
  for (let attempt = 0; attempt < 2; attempt++) {
    const more = await costWith(large);
    if (more <= tolerance * floor) return;
    const less = await costWith(small);
    if (more <= Math.min(tolerance * Math.max(less, floor), most)) return;
    costs.push(`${Math.round(less)} ms, then ${Math.round(more)} ms`);
  }
  expect(costs, `${name}, ${what}`).toEqual([]);
}

const names = Object.keys(routes) as RouteName[];
const taking = names.filter((name) => routes[name].method !== 'GET');

/** An object of this many bytes with different members. */
const unknownFields = memoized((bytes: number): Record<string, number> => {
  const names = Array.from(
    { length: bytes / '"k00000":1,'.length },
    (_, index) => `k${index.toString(36).padStart(5, '0')}`,
  );
  return Object.fromEntries(names.map((name) => [name, 1]));
});

const textOfUnknownFields = memoized((bytes: number) => JSON.stringify(unknownFields(bytes)));

const listsIn = (bytes: number) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2);
const objectsIn = (bytes: number) => `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`;

/** JSON with every "here" replaced by a text, which may be nested deeper than JSON.stringify can write. */
const filledIn = (value: unknown, inner: string) => JSON.stringify(value).replaceAll('"here"', () => inner);

/** The places in the bodies of routes, one for each schema: the cost of a schema is the same everywhere. */
const placesIn = (
  names: readonly RouteName[],
  is: (schema: Schema) => boolean,
): { name: RouteName; place: Place }[] => {
  const all = names.flatMap((name) => placesOf(name).map((place) => ({ name, place })));
  const found = all.filter(({ place }) => place.part === 'body' && is(place.schema));
  return [...new Map(found.map((one) => [one.place.schema, one])).values()];
};

const ordered = draft(complete);

beforeEach(() => {
  holding(itemOf.order(ordered), ...catalogue);
  dynamodb.on(QueryCommand).resolves({ Items: [] });
});

describe('It costs CPU linear in its bytes, and never over a second, to send', { timeout: 60_000 }, () => {
  test.each(taking)('%s a body of unknown fields', async (name) => {
    await expectLinear(name, 'unknown fields', (bytes) => ({ body: textOfUnknownFields(bytes - 1000) }));
  });

  const objects = placesIn(taking, (schema) => schema instanceof z.ZodMiniObject).filter(({ place }) => place.pointer);
  test.each(objects)('$name unknown fields at $place.pointer', async ({ name, place }) => {
    await expectLinear(name, place.pointer, (bytes) => ({ body: place.sent(unknownFields(bytes - 1000)) }));
  });

  test.each(taking)('%s lists of wrong elements', async (name) => {
    for (const { place } of placesIn([name], (schema) => schema instanceof z.ZodMiniArray)) {
      const maximum = mostOf(place.schema) ?? 0;
      expect(maximum, `Every list has a bound, ${place.pointer} too.`).toBeGreaterThan(0);
      const lists: Record<string, (bytes: number) => unknown[]> = {
        numbers: (bytes) => Array(bytes / 2 - 500).fill(1),
        objects: (bytes) => Array(Math.floor(bytes / 3) - 500).fill({}),
        'as many objects as there may be': (bytes) => Array(maximum).fill(unknownFields(bytes / maximum - 10)),
      };
      for (const [what, list] of Object.entries(lists))
        await expectLinear(name, `${what} at ${place.pointer}`, (bytes) => ({ body: place.sent(list(bytes)) }));
    }
  });

  const isText = (schema: Schema) => schema instanceof z.ZodMiniString;
  const textOf = (unit: string, bytes: number) =>
    `a@${unit.repeat((bytes - 500) / (Buffer.byteLength(JSON.stringify(unit)) - 2))}!`;

  test.each(taking)('%s one long string in each field', async (name) => {
    for (const { place } of placesIn([name], isText))
      await expectLinear(name, place.pointer, (bytes) => ({ body: place.sent(textOf('a', bytes)) }));
  });

  test.each(placesIn(taking, isText))('$name a long string of any kind at $place.pointer', async ({ name, place }) => {
    for (const unit of [' ', 'a ', 'a.', '-', '\u200B', 'e\u0301', '\u0000'])
      await expectLinear(name, JSON.stringify(unit), (bytes) => ({ body: place.sent(textOf(unit, bytes)) }));
  });

  test.each(taking)('%s the deepest nesting', async (name) => {
    const members = [...membersOf(routes[name].takes.shape.body), 'unknown'];
    const fields = Object.fromEntries(members.map((member) => [member, 'here']));
    const share = (bytes: number) => (bytes - 1000) / members.length;
    await expectLinear(name, 'as the body', (bytes) => ({ body: listsIn(bytes) }));
    for (const inner of [listsIn, objectsIn])
      await expectLinear(name, 'in every field', (bytes) => ({ body: filledIn(fields, inner(share(bytes))) }));
  });

  const line = ordered.services[0];
  test.each<[RouteName, object]>([
    ['editOrder', { services: [{ lineId: line?.lineId, serviceId: line?.serviceId, service: 'here' }] }],
    ['editWorkPlan', { tasks: [{ name: 'Polish', origin: 'here' }] }],
    ['putEmployee', { firstName: 'Anna', lastName: 'Weber', active: true, version: 'here' }],
  ])('%s the deepest nesting in read-only members, which are compared', async (name, body) => {
    for (const inner of [listsIn, objectsIn])
      await expectLinear(name, 'what is only shown', (bytes) => ({ body: filledIn(body, inner(bytes - 1000)) }));
  });

  test.each(names)('%s a long query, or long headers', async (name) => {
    const some = (bytes: number) => bytes / 8;
    const query = (bytes: number) =>
      new URLSearchParams(Object.entries(unknownFields(bytes)).map(([key]) => [key, '1']));
    await expectLinear(name, 'unknown parameters', (bytes) => ({ query: query(some(bytes)).toString() }));
    await expectLinear(name, 'one many times', (bytes) => ({ query: 'limit=1&'.repeat(some(bytes) / 8) }));
    for (const header of ['if-match', 'if-none-match', 'idempotency-key', 'content-type', 'content-encoding'])
      for (const unit of ['a', '"', '\\"', '"1", ', 'W/', ' '])
        await expectLinear(name, header, (bytes) => ({
          query: 'unknown=1',
          body: {},
          headers: { [header]: unit.repeat(some(bytes) / unit.length) },
        }));
  });
});
