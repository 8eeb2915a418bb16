import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { languages } from '#domain/kernel/language.ts';
import { type Route, takesBody } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { type Answer, call } from '#test/support/functions/call-handler.ts';
import { catalogue, dynamodb, expectRefused, holding, itemOf, onlyPut } from '#test/support/functions/mock-table.ts';
import { eventOf } from '#test/support/functions/requests.ts';
import { holdingAll, orderFor, validRequests } from '#test/support/functions/valid-requests.ts';
import { draft } from '#test/support/orders.ts';

const ifMatch = { 'if-match': '"1"' };
const edit = (body: unknown, type?: string) => call('editOrder', { body, headers: ifMatch, ...(type && { type }) });
const sized = (bytes: number) => {
  const [start, end] = ['{"note":"', '"}'];
  return `${start}${'x'.repeat(bytes - start.length - end.length)}${end}`;
};

test('A merge patch, which HTTP API encodes, is read like plain JSON', async () => {
  expect(eventOf('editOrder', { body: { note: 'Jaw open' } })).toMatchObject({ isBase64Encoded: true });
  expect(eventOf('editOrder', { body: {}, type: 'application/json' })).toMatchObject({ isBase64Encoded: false });
  for (const type of ['application/merge-patch+json', 'application/json', 'Application/JSON; charset=utf-8']) {
    holding(itemOf.order(draft()), ...catalogue);
    expect(await edit({ note: 'Größe 12 – Приклад' }, type)).toMatchObject({
      status: 200,
      body: { note: 'Größe 12 – Приклад' },
    });
    expect(onlyPut().Item['note']).toBe('Größe 12 – Приклад');
    dynamodb.reset();
  }
});

describe('Another media type is 415 with the accepted ones:', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json-patch+json',
    'application/jsonp',
    '',
  ])('%j on an edit', async (type) => {
    const answer = await edit('{}', type || ' ');
    expectRefused(answer, 415, 'unsupported_media_type');
    expect(answer.body.expected).toBe('application/merge-patch+json, application/json');
    expect(answer.headers['accept-patch']).toBe('application/merge-patch+json, application/json');
    expect(dynamodb.calls()).toEqual([]);
  });

  test('a merge patch on a route that takes only JSON', async () => {
    const answer = await call('cancelOrder', { body: {}, type: 'application/merge-patch+json', headers: ifMatch });
    expectRefused(answer, 415, 'unsupported_media_type');
    expect(answer.body.expected).toBe('application/json');
    expect(answer.headers['accept']).toBe('application/json');
    expect(answer.headers).not.toHaveProperty('accept-patch');
  });
});

describe('A compressed body is 415 with Accept-Encoding: identity:', () => {
  test.each(['gzip', 'br', 'deflate', 'zstd', 'x-gzip', ' GZIP ', 'identity, gzip'])('%j', async (coding) => {
    for (const body of [gzipSync('{}'), '{}']) {
      const headers = { ...ifMatch, 'content-encoding': coding };
      const answer = await call('editOrder', { body, headers });
      expectRefused(answer, 415, 'unsupported_media_type');
      expect(answer.headers['accept-encoding']).toBe('identity');
      expect(answer.headers).not.toHaveProperty('accept-patch');
      expect(answer.body).toMatchObject({ expected: 'identity', detail: expect.stringMatching(/Content-Encoding/) });
    }
    expect(dynamodb.calls()).toEqual([]);
  });

  test.each(['identity', 'Identity', '', ' , '])('but %j says that it is not', async (coding) => {
    holding(itemOf.order(draft()), ...catalogue);
    const headers = { ...ifMatch, 'content-encoding': coding };
    expect(await call('editOrder', { body: { note: 'x' }, headers })).toMatchObject({ status: 200 });
  });
});

describe('A body over 1 MiB is 413:', () => {
  test('one byte more, plain or encoded', async () => {
    for (const type of ['application/json', 'application/merge-patch+json'])
      expectRefused(await edit(sized(1024 * 1024 + 1), type), 413, 'body_too_large');
    expect(dynamodb.calls()).toEqual([]);
  });

  test('exactly 1 MiB is parsed', async () => {
    for (const type of ['application/json', 'application/merge-patch+json'])
      expectRefused(await edit(sized(1024 * 1024), type), 422, 'validation_failed');
  });

  test('bytes count, not characters', async () => {
    expectRefused(await edit(`{"note":"${'ж'.repeat(600_000)}"}`), 413, 'body_too_large');
  });
});

describe('A body that is not JSON in UTF-8 is 400:', () => {
  test.each<[string, unknown]>([
    ['half of it', '{"note":'],
    ['two of them', '{}{}'],
    ['a bare word', 'note'],
    ['single quotes', "{'note':'x'}"],
    ['blanks', '  '],
    ['broken UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
    ['an overlong encoding', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
    ['gzip', gzipSync('{}')],
  ])('%s', async (_, body) => {
    expectRefused(await edit(body), 400, 'malformed_body');
    expect(dynamodb.calls()).toEqual([]);
  });
});

test('JSON that is no object is 422 at its root', async () => {
  for (const body of ['[]', 'null', '"note"', '7', 'true']) {
    const answer = await edit(body);
    expectRefused(answer, 422, 'validation_failed');
    expect(answer.body.errors).toMatchObject([{ in: 'body', pointer: '' }]);
  }
});

test('A body that may say nothing may be left out, media type and all', async () => {
  holding(itemOf.order(draft()), ...catalogue);
  expect(await call('cancelOrder', { headers: ifMatch })).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

describe('A body of another kind than the route takes is told what to send, which then is taken:', () => {
  const taking = Object.values(routes).filter(takesBody);
  const ask = async ({ name }: Route, body: string | undefined, language = 'en') => {
    dynamodb.reset();
    holdingAll(orderFor(name as RouteName));
    const { body: _, ...valid } = validRequests[name as RouteName];
    const headers = { ...valid.headers, 'accept-language': language };
    return call(name as RouteName, { ...valid, ...(body !== undefined && { body }), headers });
  };
  const errorsOf = ({ body }: Answer): Fault[] => body.errors ?? [];
  type Fault = { pointer: string; code: string; message: string };
  const neverTaken = /^(?:unknown_field|secret_not_sent|read_only|forbidden)$/;

  test.each(taking)('$name', async (route) => {
    const cures = new Set<string>();
    for (const body of ['null', '[]', '""', '1', '{}', undefined]) {
      const answer = await ask(route, body);
      const isObject = body === '{}' || body === undefined;
      if (!isObject && answer.status !== 200) expect(errorsOf(answer)).toMatchObject([{ pointer: '' }]);
      for (const { message, pointer } of errorsOf(answer)) if (pointer === '') cures.add(message);
    }
    for (const language of languages)
      for (const body of ['1', undefined])
        for (const { message } of errorsOf(await ask(route, body, language)))
          expect(message).not.toMatch(/ {2}|undefined|\[object|: \.$/);
    expect(cures.size).toBe(1);
    for (const cure of cures) {
      const forms = cure.match(/\{[^{}]*\}/g) ?? [];
      expect(forms).not.toEqual([]);
      for (const form of forms) {
        const fixed = Object.fromEntries(
          [...form.matchAll(/"(\w+)": "(\w+)"/g)].map(([, name, value]) => [name, value]),
        );
        for (const [, member = ''] of form.matchAll(/"(\w+)": \.{3}/g)) {
          const faults = errorsOf(await ask(route, JSON.stringify({ ...fixed, [member]: [] })));
          const codes = faults.filter(({ pointer }) => pointer === `/${member}`).map(({ code }) => code);
          expect([member, codes]).not.toEqual([member, expect.arrayContaining([expect.stringMatching(neverTaken)])]);
        }
      }
      for (const whole of ['{}', 'null'])
        if (cure.includes(whole)) expect([whole, (await ask(route, whole)).status]).toEqual([whole, 200]);
    }
  });

  test('null where it says something, with what it says', async () => {
    const cures = { holdOrder: 'Send { "reason": ... }, or null to go on.', setDiscount: 'or null for none.' };
    const nullable = taking.filter(({ takes }) => takes.shape.body.safeParse(null).success);
    expect(nullable.map(({ name }) => name).toSorted()).toEqual(Object.keys(cures));
    for (const route of nullable)
      for (const body of ['[]', '""', '1', '{}', undefined]) {
        const [fault] = errorsOf(await ask(route, body));
        expect(fault).toMatchObject({ pointer: '', message: expect.stringContaining(Object(cures)[route.name]) });
      }
  });

  test('nothing at all where there is nothing to say', async () => {
    const messages = { en: 'Send {}.', de: 'Senden Sie {}.', uk: 'Надішліть {}.' };
    for (const language of languages)
      for (const route of [routes.receiveOrder, routes.produceOrder, routes.testSubscription])
        expect(errorsOf(await ask(route, 'null', language))).toMatchObject([{ message: messages[language] }]);
  });

  test('no more than the member that is wrong, where one form is meant', async () => {
    const codes = async (route: Route, body: object) =>
      errorsOf(await ask(route, JSON.stringify(body))).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await codes(routes.holdOrder, { reason: 5 })).toEqual(['/reason invalid_type']);
    expect(await codes(routes.holdOrder, { reason: '' })).toEqual(['/reason too_small']);
    expect(await codes(routes.holdOrder, { reason: 'x', until: 'y' })).toEqual(['/until unknown_field']);
    expect(await codes(routes.setDiscount, { type: 'none' })).toEqual(['/type invalid_value']);
    expect(await codes(routes.setDiscount, { percent: 5 })).toEqual(['/type required']);
    expect(await codes(routes.setDiscount, { type: 'percentage', percent: '5' })).toEqual(['/percent invalid_type']);
    expect(await codes(routes.setDiscount, { type: 'fixed', percent: 5 })).toEqual([
      '/amount required',
      '/percent unknown_field',
    ]);
  });
});

test('The body of a GET is ignored', async () => {
  holding(itemOf.order(draft()));
  expect(await call('getOrder', { body: '{', type: 'text/plain' })).toMatchObject({ status: 200 });
});
