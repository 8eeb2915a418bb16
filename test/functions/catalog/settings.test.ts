import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '#domain/catalog/settings.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  itemOf,
  onlyPut,
  puts,
  reads,
} from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { at, crown, dentist, technician } from '#test/support/orders.ts';

const { version: _version, updatedAt: _updatedAt, updatedBy: _updatedBy, ...body } = defaultSettings;
const current: Settings = {
  ...defaultSettings,
  version: 3,
  updatedAt: at,
  updatedBy: { sub: 'maria', role: 'manager' },
};
const put = (other: object = {}, sent: Sent = {}) => call('putSettings', { body: { ...body, ...other }, ...sent });

beforeEach(() => void dynamodb.on(QueryCommand).resolves({ Items: [] }));

describe('Reading the settings', () => {
  test('gives the defaults without an ETag if nothing has been set', async () => {
    holding();
    const { status, headers, body: shown } = await call('getSettings');
    expect({ status, shown }).toEqual({ status: 200, shown: defaultSettings });
    expect(headers).not.toHaveProperty('etag');
    expect(reads()).toEqual([['T#northside#CATALOG SETTINGS']]);
  });

  test('shows managers all of them, and others what they work by', async () => {
    holding(itemOf.settings({ ...current, paymentInstructions: 'IBAN' }));
    expect(await call('getSettings')).toMatchObject({
      headers: { etag: '"3"' },
      body: { version: 3, currency: 'EUR' },
    });
    const { laboratoriesSeePrices, version, updatedAt, updatedBy, ...open } = current;
    for (const caller of [dentist, technician])
      expect((await call('getSettings', { caller })).body).toEqual({ ...open, paymentInstructions: 'IBAN' });
  });
});

describe('Replacing the settings', () => {
  test('writes the first ones', async () => {
    holding();
    expect(await put({ timeZone: 'Europe/Kyiv' })).toMatchObject({ headers: { etag: '"1"' }, body: { version: 1 } });
    expect(onlyPut()).toMatchObject({
      ConditionExpression: 'attribute_not_exists(#version)',
      ExpressionAttributeNames: { '#version': 'version' },
      Item: { PK: 'T#northside#CATALOG', SK: 'SETTINGS', timeZone: 'Europe/Kyiv', version: 1 },
    });
  });

  test('writes over the version that was read', async () => {
    holding(itemOf.settings(current));
    expect(await put({ language: 'uk' })).toMatchObject({ status: 200, headers: { etag: '"4"' } });
    expect(onlyPut()).toMatchObject({
      ConditionExpression: '#version = :read',
      ExpressionAttributeValues: { ':read': 3 },
      Item: { language: 'uk', version: 4 },
    });
  });

  test('writes nothing when nothing changes, and honours If-Match', async () => {
    holding(itemOf.settings(current));
    expect(await put()).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(puts()).toEqual([]);
    expectRefused(await put({}, { headers: { 'if-match': '"2"' } }), 412, 'version_conflict');
  });

  test('fixes the currency once a service has a price', async () => {
    holding(itemOf.settings(current));
    expect(await put({ currency: 'USD' })).toMatchObject({ status: 200 });
    dynamodb.resetHistory();
    dynamodb.on(QueryCommand).resolves({ Items: [itemOf.service(crown)] });
    const answer = await put({ currency: 'USD' });
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['body /currency currency_fixed']);
    expect(await put({ language: 'de' })).toMatchObject({ status: 200 });
  });

  test('asks for the services only when the currency changes', async () => {
    holding(itemOf.settings(current));
    await put({ language: 'de' });
    expect(dynamodb.commandCalls(QueryCommand)).toEqual([]);
  });

  test('names every fault', async () => {
    const answer = await put({
      currency: 'euro',
      timeZone: '+02:00',
      workingWeek: [{ day: 'mon', from: '18:00', to: '09:00' }],
      exceptions: [{ date: '2026-02-30', reason: 'x', annually: true }],
    });
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual([
      'body /currency invalid_format',
      'body /timeZone invalid_format',
      'body /workingWeek/0/to not_later',
      'body /exceptions/0/date invalid_format',
    ]);
  });
});
