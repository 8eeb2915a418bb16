import { describe, expect, test } from 'vitest';
import { listed, operationAt } from '#test/support/description/document.ts';
import { type Replied, undocumented } from '#test/support/description/undocumented.ts';

const ours = { 'x-request-id': 'this-request', 'cache-control': 'no-store' };
const json = { ...ours, 'content-type': 'application/json' };
const problem = { ...ours, 'content-type': 'application/problem+json; charset=utf-8' };

const employee = {
  employeeId: 'timo',
  firstName: 'Timo',
  lastName: 'Berg',
  active: true,
  version: 2,
  updatedAt: '2026-12-11T09:30:00.000Z',
  updatedBy: { sub: 'maria', role: 'manager' },
};
const notFound = { code: 'not_found', status: 404, type: 'x', title: 'x', detail: 'x', requestId: 'this-request' };

const reply = (status: number, headers: Record<string, string>, body?: unknown): Replied => ({
  status,
  headers: new Headers(headers),
  ...(body !== undefined && { body }),
});

describe('The document says of getEmployee:', () => {
  test.each([
    ['a reply', reply(200, { ...json, etag: '"2"', vary: 'Origin', date: 'today' }, employee)],
    ['one that is current', reply(304, { ...ours, etag: '"2"' })],
    ['a refusal', reply(404, problem, notFound)],
    ["API Gateway's own refusal", reply(401, { 'content-type': 'application/json' }, { message: 'Unauthorized' })],
  ])('%s', (_, replied) => {
    expect(undocumented('getEmployee', replied)).toBeNull();
  });

  const { lastName: _, ...withoutName } = employee;
  test.each([
    ['a status', reply(202, json, employee), 'The status is not documented.'],
    ['a code', reply(404, problem, { ...notFound, code: 'gone' }), 'The code is not documented.'],
    [
      'a refusal that other operations give',
      reply(412, problem, { ...notFound, code: 'version_conflict' }),
      'The status is not documented.',
    ],
    [
      "API Gateway's message where it does not answer",
      reply(404, { 'content-type': 'application/json' }, { message: 'Not Found' }),
      'The media type application/json is not documented.',
    ],
    [
      'the code of another status',
      reply(404, problem, { ...notFound, code: 'invalid_header' }),
      'The code is not documented.',
    ],
    ['a header', reply(200, { ...json, location: '/' }, employee), 'The header location is not documented.'],
    [
      'a header of another reply',
      reply(404, { ...problem, etag: '"2"' }, notFound),
      'The header etag is not documented.',
    ],
    [
      'a media type',
      reply(200, { ...ours, 'content-type': 'text/html' }, ''),
      'The media type text/html is not documented.',
    ],
    ['no body', reply(200, ours), 'It has no body.'],
    ['a body', reply(304, json, employee), 'The media type application/json is not documented.'],
    ['no member', reply(200, json, withoutName), "body must have required property 'lastName'"],
    ['a member', reply(200, json, { ...employee, age: 42 }), 'body must NOT have additional properties (age)'],
    [
      'a member inside another',
      reply(200, json, { ...employee, updatedBy: { ...employee.updatedBy, age: 42 } }),
      'body/updatedBy must NOT have additional properties (age)',
    ],
    ['a value', reply(200, json, { ...employee, version: '2' }), 'body/version must be integer'],
    [
      'a member of a problem',
      reply(404, problem, { ...notFound, because: 'why' }),
      'body/because must be equal to one of',
    ],
    ['no request id', reply(200, { ...json, 'x-request-id': '' }, employee), 'The request id is  in the header'],
    ['another request id', reply(404, problem, { ...notFound, requestId: 'x' }), 'and x in the body.'],
    ['that it may be stored', reply(200, { ...json, 'cache-control': '' }, employee), 'It may be stored.'],
  ])('but not %s', (_, replied, why) => {
    const said = undocumented('getEmployee', replied);
    expect(said).toMatch(`getEmployee answers ${replied.status}: `);
    expect(said).toContain(why);
  });
});

test('What no operation takes is answered 404, or 405 with what the path takes', () => {
  const name = operationAt('DELETE', '/v1/orders');
  expect(name).toBe('DELETE /v1/orders');
  expect(undocumented(name, reply(404, problem, notFound))).toBeNull();
  const notAllowed = { ...notFound, code: 'method_not_allowed', status: 405 };
  expect(undocumented(name, reply(405, { ...problem, allow: 'GET' }, notAllowed))).toBeNull();
  const none = 'There is no such operation.';
  expect(undocumented(name, reply(405, problem, notAllowed))).toContain(none);
  expect(undocumented(name, reply(200, json, {}))).toContain(`DELETE /v1/orders answers 200: ${none} {}`);
});

test('Replies without a body are documented where none was preferred', () => {
  const made = { ...ours, etag: '"1"', location: '/v1/orders/1' };
  expect(undocumented('createOrder', reply(201, made))).toContain('It has no body.');
  expect(undocumented('createOrder', reply(201, { ...made, 'preference-applied': 'return=minimal' }))).toBeNull();
});

test('The list of what can be seen has replies with their codes, headers, and members however deep, each once', () => {
  const all = listed();
  expect(all).toEqual(
    expect.arrayContaining([
      'getOrder 200',
      'getOrder 200 ETag',
      'getOrder 304 without a body',
      'editOrder 409 invalid_status',
      'UnsupportedMediaType Accept-Patch',
      'API Gateway 429',
      'Order.customer.lastName',
      'Line.shade',
      'NotReadyProblem.errors',
    ]),
  );
  expect(all).not.toContain('CreateOrderBody.note');
  expect(new Set(all).size).toBe(all.length);
});
