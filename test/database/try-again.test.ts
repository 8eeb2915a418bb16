import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newTable } from '#test/support/database/new-table.ts';
import { startProxy } from '#test/support/database/proxy.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { shared } from '#test/support/product/shared-product.ts';

type Trouble = 'throttled' | 'broken off' | 'away' | 'silent';

/** The trouble that DynamoDB has, for how many more requests, and how many requests have come. */
let trouble: Trouble = 'away';
let left = 0;
let asked = 0;

beforeAll(async () => {
  const { endpoint } = await startProxy(shared.dynamodb, ({ request, response }) => {
    asked++;
    if (left === 0) return false;
    left--;
    const answer = (status: number, type: string) =>
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'No.' }));
    if (trouble === 'throttled') answer(400, 'ProvisionedThroughputExceededException');
    if (trouble === 'away') answer(503, 'ServiceUnavailable');
    if (trouble === 'broken off') request.socket.destroy();
    return true;
  });
  await newTable(endpoint);
});

beforeEach(() => {
  // Makes the random pauses of the SDK's retries zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  asked = 0;
});

const body = { firstName: 'Timo', lastName: 'Berg', active: true };
const put = () => call('putEmployee', { params: { id: 'timo' }, body });

test.each<Trouble>(['throttled', 'broken off', 'away'])(
  'A database that stays %s is asked several times, then it is 503; one that comes back is a success',
  async (what) => {
    trouble = what;
    left = 100;
    expect(await put()).toMatchObject({ status: 503, headers: { 'retry-after': '1' }, body: { code: 'try_again' } });
    expect(asked).toBeGreaterThan(2);
    left = 2;
    expect((await put()).status).toBeLessThan(300);
  },
);

test('A request that DynamoDB does not answer is repeated within the function’s timeout', async () => {
  trouble = 'silent';
  left = 1;
  vi.useRealTimers();
  const start = Date.now();
  expect((await put()).status).toBeLessThan(300);
  expect(Date.now() - start).toBeLessThan(9000);
});
