import { beforeAll, describe, expect, it } from 'vitest';
import { Tooth, ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { complete, newClinic, type Send, version } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
let anna: Send;
let order: { number: string; version: number };
beforeAll(async () => {
  clinic = await newClinic();
  anna = clinic.anna;
  order = (await anna('POST', '/orders', complete)).body;
});

const crown = (line: object) => ({ toothNotation: 'FDI', services: [{ serviceId: 'crown', ...line }] });

describe('a faulty order', () => {
  it.each<[string, unknown, number, string]>([
    ['teeth without a notation', { services: [{ serviceId: 'crown', teeth: ['11'] }] }, 422, '/toothNotation'],
    ['a tooth that FDI lacks', crown({ teeth: ['19'] }), 422, '/services/0/teeth/0'],
    ['a tooth twice in a line', crown({ teeth: ['11', '11'] }), 422, '/services/0/teeth/1'],
    ['a pontic that is no tooth of its line', crown({ teeth: ['11'], pontics: ['12'] }), 422, '/services/0/pontics/0'],
    ['a jaw that contradicts the teeth', crown({ teeth: ['11'], arch: 'lower' }), 422, '/services/0/arch'],
    ['a quantity of 0', crown({ quantity: 0 }), 422, '/services/0/quantity'],
    ['a shade D1', crown({ shade: { system: 'VITA Classical', value: 'D1' } }), 422, '/services/0/shade/value'],
    ['a day that there is not', { dueDate: '2026-02-30' }, 422, '/dueDate'],
    ['a note of 400 KB', { note: 'x'.repeat(400_000) }, 422, '/note'],
    ['an unknown field', { servces: [] }, 422, '/servces'],
    ['an unknown field within', { patient: { surname: 'X' } }, 422, '/patient/surname'],
    ['an unknown service', crown({ serviceId: 'nothing' }), 422, '/services/0/serviceId'],
    ['an unknown laboratory', { laboratoryId: 'nothing' }, 422, '/laboratoryId'],
    ['a clinic that is not theirs', { clinic: 'Elsewhere' }, 422, '/clinic'],
    ['101 lines', { services: Array(101).fill({ serviceId: 'courier' }) }, 422, '/services'],
    ['21 enclosures', { enclosures: Array(21).fill('Bite') }, 422, '/enclosures'],
    ['control characters', { patient: { lastName: 'A\u0000B' } }, 422, '/patient/lastName'],
    ['a price set by a dentist', crown({ unitPrice: { amount: 1, currency: 'EUR' } }), 403, '/services/0/unitPrice'],
    ['another dentist’s name', { customerId: 'petr' }, 403, '/customerId'],
    ['a work plan of a dentist', { workPlan: { mode: 'automatic' } }, 403, '/workPlan'],
    ['a text where a list is wanted', { services: 'crown' }, 422, '/services'],
    ['a list where an object is wanted', [], 422, ''],
  ])('with %s is refused with its pointer, as new and as edit', async (_, body, status, pointer) => {
    const path = `/orders/${order.number}`;
    const created = await anna('POST', '/orders', body);
    const edited = await anna('PATCH', path, body, version(order));
    expect(created.status).toBe(status);
    expect(created.body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer);
    // Left out for edits: the order has a notation already, and an edit has no customer and no plan.
    if (pointer === '/toothNotation') expect(edited.status).toBe(200);
    else expect([403, 422]).toContain(edited.status);
    order = (await anna('GET', path)).body;
  });

  it('names every fault at once', async () => {
    const { body } = await anna('POST', '/orders?colour=red', {
      dueDate: 'soon',
      services: [{ teeth: 'all', quantity: 1000 }],
      note: 5,
    });
    expect(
      body.errors.map((fault: { in: string; pointer: string }) => `${fault.in} ${fault.pointer}`).toSorted(),
    ).toEqual([
      'body /dueDate',
      'body /note',
      'body /services/0/quantity',
      'body /services/0/serviceId',
      'body /services/0/teeth',
      'query /colour',
    ]);
  });
});

describe('a faulty request', () => {
  it.each<[string, string, string, unknown, Record<string, string>, number, string]>([
    ['JSON cut short', 'POST', '/orders', '{"note":', {}, 400, 'malformed_body'],
    ['another media type', 'POST', '/orders', 'a=1', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    [
      'a body over 1 MiB',
      'POST',
      '/orders',
      JSON.stringify({ note: 'x'.repeat(1_100_000) }),
      {},
      413,
      'body_too_large',
    ],
    ['a malformed cursor', 'GET', '/orders?cursor=abc', undefined, {}, 422, 'validation_failed'],
    ['a limit of 0', 'GET', '/orders?limit=0', undefined, {}, 422, 'validation_failed'],
    ['a limit of 101', 'GET', '/services?limit=101', undefined, {}, 422, 'validation_failed'],
    ['patient beside status', 'GET', '/orders?patient=a&status=draft', undefined, {}, 422, 'validation_failed'],
    ['an unknown status', 'GET', '/orders?status=lost', undefined, {}, 422, 'validation_failed'],
    ['a number that is none', 'GET', '/orders/12345', undefined, {}, 422, 'validation_failed'],
    ['an Idempotency-Key of two words', 'POST', '/orders', {}, { 'idempotency-key': 'a b' }, 400, 'invalid_header'],
    [
      'an Idempotency-Key that is too long',
      'POST',
      '/orders',
      {},
      { 'idempotency-key': 'a'.repeat(256) },
      400,
      'invalid_header',
    ],
    ['a route that is not there', 'GET', '/nothing', undefined, {}, 404, 'not_found'],
    ['a laboratory’s list', 'GET', '/lab/orders', undefined, {}, 403, 'forbidden'],
    ['a method that is not there', 'DELETE', '/orders', undefined, {}, 405, 'method_not_allowed'],
  ])('with %s gets the documented status and code', async (_, method, path, body, headers, status, code) => {
    const answer = await anna(method, path, body, headers);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each([
    ['*', 400, 'invalid_header'],
    ['1', 400, 'invalid_header'],
    ['"1" "2"', 400, 'invalid_header'],
    ['W/"2"', 412, 'version_conflict'],
    ['"abc"', 412, 'version_conflict'],
    ['"98", "99"', 412, 'version_conflict'],
    ['"99"', 412, 'version_conflict'],
    [undefined, 428, 'precondition_required'],
  ])('with If-Match %s gets the documented status and code', async (tag, status, code) => {
    const headers = tag === undefined ? {} : { 'if-match': tag };
    const answer = await anna('PATCH', `/orders/${order.number}`, { note: 'x' }, headers);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each([
    ['no role', { tenant_id: 'northside' }],
    ['an unknown role', { role: 'king', tenant_id: 'northside' }],
    ['a claim that the role has no use for', { role: 'manager', tenant_id: 'northside', customer_id: 'dr-weber' }],
    ['a dentist without an id', { role: 'dentist', tenant_id: 'northside' }],
    ['a tenant that hides a separator', { role: 'manager', tenant_id: 'a#b' }],
  ])('with %s there is no token', async (_, claims) => {
    const asked = { grant_type: 'client_credentials', client_id: 'northside-manager', client_secret: 'demo-secret' };
    const body = new URLSearchParams({ ...asked, ...claims });
    const answer = await fetch(`${shared.product}/oauth2/token`, { method: 'POST', body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
  });

  it('without a token is 401, and with an invalid one 401 with error="invalid_token"', async () => {
    for (const [headers, challenge] of [
      [{}, /^Bearer$/],
      [{ authorization: 'Bearer abc' }, /^Bearer .*error="invalid_token"/],
    ] as const) {
      const answer = await fetch(`${shared.product}/v1/orders`, { headers });
      expect([answer.status, await answer.json()]).toEqual([401, { message: 'Unauthorized' }]);
      expect(answer.headers.get('www-authenticate')).toMatch(challenge);
    }
  });

  it('with more than 10 MB is 413 by API Gateway itself', async () => {
    const answer = await anna('POST', '/orders', 'x'.repeat(10 * 1024 * 1024 + 1));
    expect([answer.status, answer.body]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  it('with another method on a known path is 405 with Allow, for every caller', async () => {
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
    const byPath = Map.groupBy(Object.values<Route>(routes), ({ path }) => path);
    for (const [path, rows] of byPath) {
      const taken = rows.map(({ method }) => method as string);
      for (const method of methods.filter((one) => !taken.includes(one))) {
        const answer = await fetch(`${shared.product}${path.replaceAll(/{\w+}/g, 'some')}`, { method });
        expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([
          method,
          path,
          405,
          taken.join(', '),
        ]);
        expect(answer.headers.get('x-request-id')).toMatch(/./);
        if (method !== 'HEAD') expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' });
      }
    }
  });
});

describe('after all of that', () => {
  it('nothing has been written', async () => {
    const { body } = await anna('GET', '/orders?limit=100');
    expect(body.items).toHaveLength(1);
  });
});

describe('teeth', () => {
  it('all 52 go through the three notations unchanged', async () => {
    const written = (notation: ToothNotation) => Tooth.options.map((tooth) => writeTooth(tooth, notation));
    for (const notation of ToothNotation.options) {
      const services = [{ serviceId: 'crown', teeth: written(notation) }];
      const { body: saved } = await anna('POST', '/orders', { toothNotation: notation, services });
      expect(saved.services[0].teeth).toEqual(written(notation));
      for (const other of ToothNotation.options) {
        const now = (await anna('GET', `/orders/${saved.number}`)).body;
        const { body: shown } = await anna('PATCH', `/orders/${saved.number}`, { toothNotation: other }, version(now));
        expect(shown.services[0].teeth).toEqual(written(other));
      }
    }
  });
});
