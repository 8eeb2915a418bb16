import { describe, expect, test } from 'vitest';
import type { RouteName } from '#functions/contract/routes.ts';
import { traceparentIn } from '#functions/http/traceparent.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { catalogue, holding, itemOf, onlyPut } from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { complete, draft, traceparent } from '#test/support/orders.ts';

const ids = '0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331';

describe('The place in a trace is read from a valid traceparent, with the flags that are defined:', () => {
  test.each([
    [`00-${ids}-01`, `00-${ids}-01`],
    [`00-${ids}-00`, `00-${ids}-00`],
    [`00-${ids}-02`, `00-${ids}-02`],
    [`00-${ids}-03`, `00-${ids}-03`],
    [`00-${ids}-ff`, `00-${ids}-03`],
    [`00-${ids}-0c`, `00-${ids}-00`],
    [` 00-${ids}-01\t`, `00-${ids}-01`],
    [`01-${ids}-01`, `00-${ids}-01`],
    [`cc-${ids}-01`, `00-${ids}-01`],
    [`cc-${ids}-01-what-the-future-will-be-like`, `00-${ids}-01`],
  ])('%j', (header, place) => {
    expect(traceparentIn(header)).toBe(place);
  });
});

describe('Any other traceparent is ignored:', () => {
  const [trace, parent] = ids.split('-');
  test.each([
    undefined,
    '',
    'x',
    ids,
    `00-${ids}`,
    `00-${ids}-`,
    `00-${ids}-1`,
    `00-${ids}-001`,
    `00-${ids}-.1`,
    `00-${ids}-01.`,
    `00-${ids}-01-`,
    `00-${ids}-01-what-the-future-will-be-like`,
    `cc-${ids}-01.what-the-future-will-be-like`,
    `ff-${ids}-01`,
    `0-${ids}-01`,
    `000-${ids}-01`,
    `.0-${ids}-01`,
    `00-${ids.toUpperCase()}-01`,
    `0A-${ids}-01`,
    `00-${trace}0-${parent}-01`,
    `00-${trace?.slice(1)}-${parent}-01`,
    `00-.${trace?.slice(1)}-${parent}-01`,
    `00-${trace}-${parent}0-01`,
    `00-${trace}-${parent?.slice(1)}-01`,
    `00-${trace}-.${parent?.slice(1)}-01`,
    `00-${'0'.repeat(32)}-${parent}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${ids}-01,00-${ids}-01`,
    `00-${ids}-01\n`.repeat(2),
  ])('%j', (header) => {
    expect(traceparentIn(header)).toBeNull();
  });
});

describe('The trace of a request is written with the publication that it makes, by', () => {
  const headers = { 'if-match': '"1"', traceparent };
  test.each<[RouteName, Sent]>([
    ['publishOrder', { headers }],
    ['createOrder', { headers, body: { ...complete, customerId: 'weber', publish: true } }],
  ])('%s', async (name, sent) => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    expect((await call(name, sent)).body.status).toBe('published');
    expect(onlyPut().Item['recent']).toContainEqual(expect.objectContaining({ action: name, traceparent }));
  });
});
