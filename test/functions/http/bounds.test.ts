import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { grouped } from '#domain/kernel/messages/en.ts';
import { inWords, saidBy } from '#domain/kernel/messages/messages.ts';
import type { Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { wordsFor } from '#functions/http/messages/words.ts';
import { readRequest } from '#functions/http/request.ts';
import { type Place, placesOf, type Schema } from '#test/support/functions/request-places.ts';
import { eventOf } from '#test/support/functions/requests.ts';
import { at, laboratory, manager } from '#test/support/orders.ts';

const words = await wordsFor('en');
const names = Object.keys(routes) as RouteName[];

/** The faults at a place of a request, if this value is sent there. */
function faultsAt(name: RouteName, { part, pointer, sent }: Place, value: unknown) {
  const whole = Object(sent(value));
  const route: Route = routes[name];
  const texts = Object.entries(whole).flatMap(([key, value]) => [value].flat().map((text) => [key, String(text)]));
  const event = eventOf(name, {
    caller: route.audience === 'laboratory' ? laboratory : manager,
    ...(part === 'params' && { params: Object.fromEntries(texts) }),
    ...(part === 'query' && { query: new URLSearchParams(texts).toString() }),
    ...(part === 'body' && { body: whole }),
  });
  const read = readRequest(routes[name], event, { at, words });
  const errors = read.kind === 'refused' && 'errors' in read.refused ? (read.refused.errors ?? []) : [];
  const where = part === 'params' ? 'path' : part;
  return errors
    .filter((fault) => fault.in === where && fault.pointer === pointer)
    .map((fault) => inWords(words.faults, fault));
}

/** A bound of a schema, a value just beyond it, and the code of that fault. */
type Bound = { bound: number; beyond: unknown; code: 'too_small' | 'too_big' };

/** The bounds of a schema, without those of safe integers, which zod adds to every integer. */
function boundsOf(schema: Schema): Bound[] {
  const bounds: Bound[] = [];
  const isSet = (bound: unknown): bound is number => Number.isFinite(bound) && Math.abs(Number(bound)) < 2 ** 53 - 1;
  for (const check of schema._zod.def.checks ?? []) {
    const { def } = check._zod;
    const filled = (length: number) =>
      schema instanceof z.ZodMiniArray ? Array(length).fill(null) : 'x'.repeat(length);
    if ('minimum' in def && isSet(def.minimum) && def.minimum > 0)
      bounds.push({ bound: def.minimum, beyond: filled(def.minimum - 1), code: 'too_small' });
    if ('maximum' in def && isSet(def.maximum))
      bounds.push({ bound: def.maximum, beyond: filled(def.maximum + 1), code: 'too_big' });
    if (def.check === 'greater_than' && 'value' in def && isSet(def.value))
      bounds.push({ bound: def.value, beyond: def.value - 1, code: 'too_small' });
    if (def.check === 'less_than' && 'value' in def && isSet(def.value))
      bounds.push({ bound: def.value, beyond: def.value + 1, code: 'too_big' });
  }
  return bounds;
}

const cases = names.flatMap((name) =>
  placesOf(name).flatMap((place) => boundsOf(place.schema).map((bound) => ({ name, place, ...bound }))),
);

describe('The message of a bound has its number, unless that says that the text must not be empty:', () => {
  test.each(names)('every one of %s', (name) => {
    for (const { place, bound, beyond, code } of cases.filter((one) => one.name === name)) {
      // Numbers in a query have only digits, so that none is below 0.
      if (place.part === 'query' && beyond === -1) continue;
      const faults = faultsAt(name, place, beyond);
      const said = faults.filter((fault) => fault.code === code).map(({ message }) => message);
      expect(said, `${name} ${place.part} ${place.pointer} ${code} ${bound}: ${JSON.stringify(faults)}`).toEqual([
        expect.stringMatching(
          beyond === '' ? /^Fill this in/ : new RegExp(`(?<![\\d.,])${grouped(bound).replace('.', '\\.')}(?!,?\\d)`),
        ),
      ]);
    }
  });

  test('of numbers, texts and lists, in bodies and queries', () => {
    const kinds = cases.map(({ place, code }) => `${place.part} ${place.schema._zod.def.type} ${code}`);
    expect([...new Set(kinds)].toSorted()).toEqual([
      'body array too_big',
      'body array too_small',
      'body number too_big',
      'body number too_small',
      'body string too_big',
      'body string too_small',
      'params string too_big',
      'query array too_big',
      'query number too_big',
      'query number too_small',
      'query string too_big',
      'query string too_small',
    ]);
    expect(cases.length).toBeGreaterThan(200);
  });

  test('in a number of an amount, a price or a feed as people read it', () => {
    const of = (name: RouteName, pointer: string) => {
      const place = placesOf(name).find((one) => one.pointer === pointer);
      return (value: unknown) => (place ? faultsAt(name, place, value).map(({ message }) => message) : []);
    };
    expect(of('putService', '/price/amount')(-1)).toEqual(['Write 0 or more.']);
    expect(of('addPayrollRecord', '/amount/amount')(0)).toEqual(['Write 1 or more.']);
    expect(of('putService', '/price/amount')(10_000_000_000)).toEqual(['Write at most 9,999,999,999.']);
    expect(of('getLabFeed', '/after')(10_000_000_000)).toEqual(['Write at most 9,999,999,999.']);
    expect(of('setDiscount', '/percent')(0.001)).toEqual(['Write 0.01 or more.', 'Write a multiple of 0.01.']);
    expect(of('editOrder', '/note')('x'.repeat(4001))).toEqual(['Write at most 4,000 characters.']);
  });
});

describe('The message about an empty text or list says what works in its place:', () => {
  const empty = cases.filter(
    ({ code, bound, beyond }) => code === 'too_small' && bound === 1 && typeof beyond !== 'number',
  );
  // A form of which a member is missing is refused as a whole.
  const works = (name: RouteName, place: Place, value: unknown) =>
    [place.pointer, ''].every((pointer) => faultsAt(name, { ...place, pointer }, value).length === 0);

  test.each(names)('in %s', (name) => {
    for (const { place, beyond } of empty.filter((one) => one.name === name)) {
      const [{ message } = { message: '' }] = faultsAt(name, place, beyond);
      const takes = {
        null: place.part === 'body' && works(name, place, null),
        nothing: !place.pointer.endsWith('/0') && place.part !== 'params' && works(name, place, undefined),
      };
      const cure = takes.null ? ', or send null for none.' : takes.nothing ? ', or leave it out.' : '';
      const said = /, or .*$/.exec(message)?.[0] ?? '';
      expect(`${place.part} ${place.pointer}: ${said}`).toBe(`${place.part} ${place.pointer}: ${cure}`);
    }
  });

  test('null, nothing, or neither', () => {
    const of = (name: RouteName, pointer: string, value: unknown = '') =>
      placesOf(name)
        .filter((place) => place.pointer === pointer)
        .flatMap((place) => faultsAt(name, place, value).map(({ message }) => message));
    expect(of('editOrder', '/note')).toEqual(['Fill this in, or send null for none.']);
    expect(of('editOrder', '/services/0/implant/system')).toEqual(['Fill this in, or send null for none.']);
    expect(of('putCustomer', '/address')).toEqual(['Fill this in, or leave it out.']);
    expect(of('printOrder', '/sections', [])).toEqual(['Give at least 1 section, or leave it out.']);
    expect(of('reopenOrder', '/reason')).toEqual(['Fill this in.']);
    expect(of('returnOrder', '/reasons', [])).toEqual(['Give at least 1 reason.']);
    expect(of('editOrder', '/enclosures/0')).toEqual(['Fill this in.']);
  });
});

/** The messages of the schemas and checks of all routes, produced as zod does. */
const ownWords = names.flatMap((name) =>
  placesOf(name).flatMap(({ schema, pointer }) =>
    [schema, ...(schema._zod.def.checks ?? [])].flatMap((inst) => {
      const { error } = inst._zod.def;
      if (!error) return [];
      const issue: z.core.$ZodRawIssue = { code: 'custom', input: 'Natural Die', inst };
      Reflect.apply(error, undefined, [issue]);
      return [{ where: `${name} ${pointer}`, said: saidBy({ ...issue, code: 'custom', message: '', path: [] }) }];
    }),
  ),
);

describe('The message of a schema', () => {
  test('has one of our codes', () => {
    expect(ownWords.length).toBeGreaterThan(100);
    expect(ownWords.filter(({ said }) => said === undefined).map(({ where }) => where)).toEqual([]);
  });

  test('is given for every format', () => {
    const formats = names.flatMap((name) =>
      placesOf(name).flatMap(({ schema, pointer }) =>
        [schema, ...(schema._zod.def.checks ?? [])]
          .map(({ _zod }) => Object(_zod.def))
          .filter(({ check, format }) => check === 'string_format' && format)
          .map(({ error, format }) => ({ where: `${name} ${pointer} ${format}`, error })),
      ),
    );
    expect(formats.length).toBeGreaterThan(100);
    expect(formats.filter(({ error }) => !error).map(({ where }) => where)).toEqual([]);
  });

  test('contains every number of its facts', () => {
    const bounded = ownWords.flatMap(({ said, where }) => {
      const facts: unknown[] = Object.values(Object(said?.facts));
      return facts.filter((fact) => typeof fact === 'number').map((fact) => ({ where, said, fact }));
    });
    expect(bounded.length).toBeGreaterThan(10);
    for (const { said, fact, where } of bounded) {
      const message = said && inWords(words.faults, said).message;
      expect(
        [String(fact), grouped(fact)].some((number) => message?.includes(number)),
        where,
      ).toBe(true);
    }
  });
});
