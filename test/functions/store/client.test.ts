import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import { findAll } from '#functions/store/client.ts';
import { dynamodb, holding, reads } from '#test/support/functions/mock-table.ts';

const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ PK: 'P', SK: String(index) }));

beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));

test('A hundred keys are one request, and no keys are none', async () => {
  holding(...keys(205));
  expect(await findAll(keys(205))).toHaveLength(205);
  expect(reads().map((batch) => batch.length)).toEqual([100, 100, 5]);
  dynamodb.resetHistory();
  expect(await findAll([])).toEqual([]);
  expect(dynamodb.calls()).toEqual([]);
});

test('Unprocessed keys are requested again', async () => {
  const [first, ...others] = keys(3);
  dynamodb
    .on(BatchGetCommand)
    .resolvesOnce({ Responses: { orders: [{ ...first }] }, UnprocessedKeys: { orders: { Keys: others } } })
    .resolves({ Responses: { orders: others } });
  expect(await findAll(keys(3))).toEqual(keys(3));
  expect(reads()).toEqual([
    ['P 0', 'P 1', 'P 2'],
    ['P 1', 'P 2'],
  ]);
});
