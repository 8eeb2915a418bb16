import { describe, expect, test } from 'vitest';
import { languages } from '#domain/kernel/language.ts';
import { preferred } from '#functions/http/messages/accept-language.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { catalogue, holding, itemOf, onlyPut } from '#test/support/functions/mock-table.ts';
import { draft, laboratory, service } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

describe('The language of a request is', () => {
  test.each([
    ['English without a header', undefined, 'en'],
    ['English for a header that names none', '', 'en'],
    ['the one that is named', 'uk', 'uk'],
    ['the one that is named, in any case', 'DE', 'de'],
    ['the language of a region', 'de-AT', 'de'],
    ['the language of a script and a region', 'uk-Cyrl-UA', 'uk'],
    ['the first of equal ones', 'uk, de', 'uk'],
    ['the one of the highest quality', 'uk;q=0.5, de;q=0.8, en;q=0.1', 'de'],
    ['the one that has no quality, which is 1', 'en;q=0.9,uk', 'uk'],
    ['what a browser in Vienna sends', 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['the first that we speak', 'pl, cs;q=0.9, uk;q=0.3', 'uk'],
    ['that of the best of its regions', 'de;q=0.2, uk;q=0.5, de-CH;q=0.7', 'de'],
    ['English for those that we do not speak', 'pl, fr;q=0.5', 'en'],
    ['any of ours for a star', '*', 'en'],
    ['none that is refused', 'en;q=0, *;q=0.5', 'uk'],
    ['the one named rather than a star of less quality', '*;q=0.1, de;q=0.2', 'de'],
    ['English where all are refused', 'en;q=0, de;q=0, uk;q=0', 'en'],
    ['not that of a part that is no range', 'de;q=2, ??, uk;q=high, uk ; q=0.4', 'uk'],
    ['not that of a longer word', 'deu, ukr', 'en'],
  ])('%s: %s', (_, header, language) => {
    expect(preferred(header)).toBe(language);
  });

  test('found in time that grows with the header alone', () => {
    const started = process.cpuUsage().user;
    for (const part of ['de-', 'de;q=', ',', ' ', 'a-b', 'de;q=0.'])
      expect(languages).toContain(preferred(part.repeat(20_000)));
    expect(process.cpuUsage().user - started).toBeLessThan(1_000_000);
  });
});

describe('A warning that is stored', () => {
  const gone = draft({ services: [{ serviceId: 'express-courier' }] });
  const copy = (language: string) =>
    call('copyOrder', { body: {}, headers: { 'idempotency-key': 'k', 'accept-language': language } });

  test('is kept as code and facts, and said in the language of whoever asks again', async () => {
    holding(itemOf.order(gone), ...catalogue);
    const first = await copy('de');
    expect(first.body.warnings).toMatchObject([
      {
        code: 'service_dropped',
        message: 'The express-courier wird nicht mehr angeboten und fehlt deshalb in der Kopie.',
      },
    ]);
    const { Item } = onlyPut();
    expect(Item['recent'][0].warnings).toEqual([
      { pointer: '/services', code: 'service_dropped', facts: { name: 'The express-courier' } },
    ]);

    holding(itemOf.order(gone), { PK: '', SK: '', ...Item }, ...catalogue);
    const again = await copy('uk');
    expect(again).toMatchObject({
      status: 201,
      headers: { 'content-language': 'uk' },
      body: { number: first.body.number },
    });
    expect(again.body.warnings).toEqual([
      {
        pointer: '/services',
        code: 'service_dropped',
        message: 'The express-courier – цієї послуги більше немає, тому в копії її пропущено.',
      },
    ]);
  });

  test('that only a newer release has words for is left out of the reply', async () => {
    holding(itemOf.order(gone), ...catalogue);
    await copy('en');
    const { Item } = onlyPut();
    const [change] = Item['recent'];
    const recent = [{ ...change, warnings: [{ code: 'on_the_moon', facts: { phase: 'full' } }, ...change.warnings] }];
    holding(itemOf.order(gone), { PK: '', SK: '', ...Item, recent }, ...catalogue);
    expect((await copy('en')).body.warnings).toMatchObject([{ code: 'service_dropped' }]);
  });
});

test('What a dry run would change is said in the language of whoever asks', async () => {
  const templates = [
    { templateId: 'mill', name: 'Mill', price: { amount: 1, currency: 'EUR' }, leadDays: 1, per: 'unit' as const },
  ];
  const courier = { ...service('express-courier', 'piece', 1), tasks: templates };
  holding(itemOf.order(draft({ services: [{ serviceId: 'express-courier' }] })), ...catalogue, itemOf.service(courier));
  const answer = await call('planWork', {
    query: 'dryRun=true',
    body: { mode: 'automatic' },
    headers: { 'accept-language': 'de' },
  });
  expect(answer).toMatchObject({ status: 200, headers: { 'content-language': 'de', vary: 'Accept-Language' } });
  expect(answer.body.effects).toEqual([{ field: 'workPlan', message: '„Mill“', to: expect.anything() }]);
});

test('Why a subscription was turned off is said in the language of whoever asks', async () => {
  const facts = { attempts: 10, last: 503 };
  const disabled = {
    at: '2026-12-11T09:30:00.000Z',
    eventId: 'northside_E33E1B813D_4',
    code: 'gave_up',
    facts,
  } as const;
  holding(itemOf.subscription(subscriptionTo('https://93.184.216.34/', { active: false, disabled })));
  const read = async (language: string) => {
    const sent = { caller: laboratory, params: { id: 'main' }, headers: { 'accept-language': language } };
    return (await call('getLabSubscription', sent)).body.disabled;
  };
  const { at, eventId } = disabled;
  expect(await read('en')).toEqual({ at, eventId, reason: 'All 10 attempts failed, the last one with: 503.' });
  expect(await read('uk')).toEqual({ at, eventId, reason: 'Усі спроби (10) невдалі, остання – з результатом: 503.' });
});

test('A reply without words names no language', async () => {
  holding(...catalogue);
  const { headers } = await call('getSettings', { headers: { 'accept-language': 'de' } });
  expect(headers).not.toHaveProperty('content-language');
  expect(headers).not.toHaveProperty('vary');
});
