import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  catalogue,
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  itemOf,
  meeting,
  onlyPut,
  puts,
  reads,
} from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { bridge, complete, crown, dentist, draft, lineOf, manager, weber } from '#test/support/orders.ts';

const body = { customerId: 'weber' };
const keyed = { 'idempotency-key': 'k' };
const create = (sent: Sent = {}) => call('createOrder', { body, ...sent });
const copy = (sent: Sent = {}) => call('copyOrder', { body: {}, ...sent });
const settings = 'T#northside#CATALOG SETTINGS';

/** The number that the nth attempt of a create with this key uses. */
async function keyedNumber(attempt: number): Promise<string> {
  const found: string[] = [];
  holding(...catalogue);
  for (let tried = 0; tried <= attempt; tried++) {
    holding(...found.map((number) => itemOf.order({ ...draft(), number })), ...catalogue);
    found.push((await create({ headers: keyed })).body.number);
  }
  dynamodb.reset();
  return String(found[attempt]);
}

describe('Creating an order', () => {
  test('writes it if the number is free, and replies with Location and ETag', async () => {
    holding(...catalogue);
    const { status, headers, body: shown } = await create();
    expect(status).toBe(201);
    expect(shown).toMatchObject({ status: 'draft', customerId: 'weber', version: 1, source: null, root: null });
    expect(shown.number).toMatch(/^[0-9A-F]{10}$/);
    expect(headers).toMatchObject({ location: `/v1/orders/${shown.number}`, etag: '"1"' });
    expect(onlyPut()).toMatchObject({
      ConditionExpression: 'attribute_not_exists(PK)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      Item: { PK: `T#northside#O#${shown.number}`, SK: 'ORDER', schema: 1, version: 1, createdWith: null },
    });
  });

  test('reads the settings, and what the order names of the catalogue, each once', async () => {
    holding(...catalogue);
    await create({ body: { ...body, ...complete } });
    expect(reads().map((keys) => keys.toSorted())).toEqual([
      [
        'L#apex-lab#PROFILE PROFILE',
        'T#northside#CATALOG CUSTOMER#weber',
        'T#northside#CATALOG LABORATORY#apex-lab',
        'T#northside#CATALOG SERVICE#zirconia-crown',
        settings,
      ],
    ]);
  });

  test('with publish publishes it in the same write', async () => {
    holding(...catalogue);
    expect(await create({ body: { ...body, ...complete, publish: true } })).toMatchObject({
      status: 201,
      body: { status: 'published', version: 1 },
    });
    expect(reads()).toHaveLength(1);
    expect(onlyPut().Item).toMatchObject({ status: 'published', byStatusPK: 'T#northside#published' });
  });

  test('with publish writes nothing if something is missing', async () => {
    holding(...catalogue);
    const answer = await create({ body: { ...body, publish: true } });
    expectRefused(answer, 422, 'not_ready');
    expect(faultsIn(answer)).toContain('body /laboratoryId laboratory_missing');
  });

  test('takes a date of birth up to today where the clinic is, and from 1900 on', async () => {
    const born = async (timeZone: string, dateOfBirth: string) => {
      holding(...catalogue, itemOf.settings({ ...defaultSettings, timeZone }));
      const answer = await create({ body: { ...body, patient: { dateOfBirth } } });
      return [answer.status, ...(answer.body.errors ?? []).map(({ code }: { code: string }) => code)];
    };
    expect(await born('UTC', '2026-12-11')).toEqual([201]);
    expect(await born('Pacific/Pago_Pago', '2026-12-11')).toEqual([422, 'born_in_future']);
    expect(await born('Pacific/Pago_Pago', '2026-12-10')).toEqual([201]);
    expect(await born('UTC', '1900-01-01')).toEqual([201]);
    expect(await born('UTC', '1899-12-31')).toEqual([422, 'date_out_of_range']);
  });

  test('as a dentist is always for oneself', async () => {
    holding(...catalogue);
    expect(await create({ caller: dentist, body: {} })).toMatchObject({ status: 201, body: { customerId: 'weber' } });
    expect(reads()).toEqual([[settings, 'T#northside#CATALOG CUSTOMER#weber']]);
    const answer = await create({ caller: dentist, body: { customerId: 'novak' } });
    expect(answer).toMatchObject({ status: 403, body: { errors: [{ in: 'body', pointer: '/customerId' }] } });
    expect(puts()).toHaveLength(1);
  });

  test('names every fault of customer and fields together', async () => {
    holding(...catalogue);
    const answer = await create({ body: { laboratoryId: 'no-lab', services: [{ serviceId: 'no-such' }] } });
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual([
      'body /customerId customer_required',
      'body /services/0/serviceId unknown_service',
      'body /laboratoryId unknown_laboratory',
    ]);
  });

  test('without a key uses a random number', async () => {
    holding(...catalogue);
    const numbers = await Promise.all(Array.from({ length: 20 }, async () => (await create()).body.number));
    expect(new Set(numbers).size).toBe(20);
  });
});

describe('A number derived from the key', () => {
  test('is the same every time, and read together with the settings', async () => {
    const number = await keyedNumber(0);
    holding(...catalogue);
    expect(await create({ headers: keyed })).toMatchObject({ status: 201, body: { number } });
    expect(reads()).toHaveLength(1);
    expect(reads()[0]).toEqual(expect.arrayContaining([settings, `T#northside#O#${number} ORDER`]));
  });

  test('that is taken already is replaced by the next one', async () => {
    const [first, second] = [await keyedNumber(0), await keyedNumber(1)];
    holding(itemOf.order({ ...draft(), number: first }), ...catalogue);
    expect(await create({ headers: keyed })).toMatchObject({ status: 201, body: { number: second } });
    expect(onlyPut().Item['number']).toBe(second);
  });

  test('that is taken between read and write is replaced, too', async () => {
    const [first, second] = [await keyedNumber(0), await keyedNumber(1)];
    holding(...catalogue);
    meeting(itemOf.order({ ...draft(), number: first }));
    await create({ headers: keyed });
    expect(
      puts()
        .map(({ Item }) => Item?.['number'])
        .slice(0, 2),
    ).toEqual([first, second]);
  });

  test('is given up after five attempts: 503 with Retry-After', async () => {
    holding(...catalogue);
    meeting(itemOf.order(draft()));
    const answer = await create({ headers: keyed });
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' }, body: { code: 'try_again' } });
    expect(new Set(puts().map(({ Item }) => Item?.['number'])).size).toBe(5);
  });

  test('at which a newer release wrote meanwhile is 503, never a second order', async () => {
    holding(...catalogue);
    meeting({ ...itemOf.order(draft()), schema: 2 });
    const answer = await create({ headers: keyed });
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' }, body: { code: 'try_again' } });
    expect(puts()).toHaveLength(1);
  });
});

describe('Copying an order', () => {
  const source = draft({ ...complete, note: 'As before' });

  test('reads source and settings, then the catalogue, and writes the new order only', async () => {
    holding(itemOf.order(source), ...catalogue);
    const { status, headers, body: shown } = await copy();
    expect(status).toBe(201);
    expect(shown).toMatchObject({ source: source.number, root: source.number, note: 'As before', dueDate: null });
    expect(headers).toMatchObject({ location: `/v1/orders/${shown.number}`, etag: '"1"' });
    expect(reads().map((keys) => keys.toSorted())).toEqual([
      [settings, `T#northside#O#${source.number} ORDER`],
      [
        'L#apex-lab#PROFILE PROFILE',
        'T#northside#CATALOG CUSTOMER#weber',
        'T#northside#CATALOG LABORATORY#apex-lab',
        'T#northside#CATALOG SERVICE#zirconia-crown',
      ],
    ]);
    expect(onlyPut()).toMatchObject({
      ConditionExpression: 'attribute_not_exists(PK)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      Item: { PK: `T#northside#O#${shown.number}`, number: shown.number, source: source.number },
    });
    expect(shown.number).not.toBe(source.number);
  });

  test('with a key reads the number of the copy together with the source', async () => {
    holding(itemOf.order(source), ...catalogue);
    const { body: shown } = await copy({ headers: keyed });
    expect(reads()[0]?.toSorted()).toEqual(
      [settings, `T#northside#O#${source.number} ORDER`, `T#northside#O#${shown.number} ORDER`].toSorted(),
    );
  });

  test('works from every status', async () => {
    for (const status of ['draft', 'published', 'cancelled'] as const) {
      holding(itemOf.order({ ...source, status }), ...catalogue);
      expect(await copy()).toMatchObject({ status: 201, body: { status: 'draft' } });
    }
  });

  test('takes changes in the same request, with the pointers of their faults below /changes', async () => {
    holding(itemOf.order(source), ...catalogue, itemOf.service(bridge));
    const services = [{ serviceId: 'zirconia-bridge', teeth: ['13', '12'], pontics: ['12'] }];
    expect(await copy({ body: { changes: { services, note: null } } })).toMatchObject({
      status: 201,
      body: { note: null, services: [{ serviceId: 'zirconia-bridge', quantity: 2 }] },
    });
    dynamodb.resetHistory();
    const answer = await copy({ body: { changes: { services: [{ serviceId: 'no-such' }] } } });
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['body /changes/services/0/serviceId unknown_service']);
  });

  test('leaves out what is no longer offered and says so', async () => {
    holding(
      itemOf.order(source),
      ...catalogue.filter(({ SK }) => !SK.startsWith('SERVICE')),
      itemOf.service({ ...crown, active: false }),
    );
    expect(await copy()).toMatchObject({
      status: 201,
      body: { services: [], warnings: [{ pointer: '/services', code: 'service_dropped' }] },
    });
  });

  test('is refused when its dentist is no longer active', async () => {
    holding(itemOf.order(source), itemOf.customer({ ...weber, active: false }), itemOf.service(crown));
    const answer = await copy();
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['body /customerId inactive_customer']);
  });

  test('copies no price that a manager set by hand, and a dentist cannot send it', async () => {
    const line = lineOf(source);
    const unitPrice = { amount: 0, currency: 'EUR' };
    const gift = { ...source, services: [{ ...line, unitPrice }] };
    holding(itemOf.order(gift), ...catalogue);
    const { body: shown } = await copy({ caller: dentist });
    expect(shown.services[0]).not.toHaveProperty('unitPrice');
    dynamodb.resetHistory();
    const services = [{ lineId: line.lineId, serviceId: line.serviceId, unitPrice }];
    const answer = await copy({ caller: dentist, body: { changes: { services } } });
    expectRefused(answer, 403, 'forbidden');
    expect(answer.body.errors).toMatchObject([{ in: 'body', pointer: '/changes/services/0/unitPrice' }]);
    expect(await copy({ caller: manager, body: { changes: { services } } })).toMatchObject({ status: 201 });
  });
});
