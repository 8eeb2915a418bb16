import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { call } from '#test/support/functions/call-handler.ts';
import { catalogue, dynamodb, expectRefused, holding, itemOf, onlyPut } from '#test/support/functions/mock-table.ts';
import { eventOf } from '#test/support/functions/requests.ts';
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

test('The body of a GET is ignored', async () => {
  holding(itemOf.order(draft()));
  expect(await call('getOrder', { body: '{', type: 'text/plain' })).toMatchObject({ status: 200 });
});
