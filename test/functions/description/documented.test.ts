import { describe, expect, test } from 'vitest';
import { undocumented } from '#functions/description/documented.ts';
import { exchangeOf } from '#functions/description/examples.ts';

const order = Object(exchangeOf('getOrder').reply.body);
const problem = (status: number, code: string, more: object = {}) => ({
  type: `https://desk.example/docs/errors#${code}`,
  title: 'No',
  status,
  code,
  detail: 'Do otherwise.',
  requestId: 'this-request',
  ...more,
});

describe('A reply is documented', () => {
  test.each([
    ['a success', 'getOrder', 200, order],
    ['an unchanged thing', 'getOrder', 304, undefined],
    ['a success without a body', 'deleteSubscription', 204, undefined],
    ['a refusal', 'editOrder', 412, problem(412, 'version_conflict', { version: 2, fields: null })],
    ['a refusal of API Gateway', 'getOrder', 429, { message: 'Too Many Requests' }],
  ] as const)('when it is %s', (_, name, status, body) => {
    expect(undocumented(name, status, body)).toBeNull();
  });
});

describe('A reply is found that has', () => {
  test.each([
    ['a status of another route', 'getOrder', 201, order],
    ['a refusal of another route', 'getOrder', 412, problem(412, 'version_conflict', { version: 2, fields: null })],
    ['a code of another route', 'editOrder', 422, problem(422, 'not_ready', { errors: [] })],
    ['a code of another status', 'editOrder', 409, problem(409, 'version_conflict', { version: 2, fields: null })],
    ['a refusal without a member', 'editOrder', 412, problem(412, 'version_conflict', { fields: null })],
    ['a refusal with a further member', 'editOrder', 428, problem(428, 'precondition_required', { version: 2 })],
    ['a message where API Gateway gives none', 'getOrder', 404, { message: 'Not Found' }],
    ['a member less', 'getOrder', 200, { ...order, number: undefined }],
    ['a further member', 'getOrder', 200, { ...order, secret: 'x' }],
    ['a body where there is none', 'getOrder', 304, order],
    ['none where there is one', 'getOrder', 200, undefined],
  ] as const)('%s', (_, name, status, body) => {
    expect(undocumented(name, status, body)).toContain(`${name} answers ${status} `);
  });
});
