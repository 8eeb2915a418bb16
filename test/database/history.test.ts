import { beforeAll, expect, test } from 'vitest';
import type { HistoryPosition } from '#functions/store/history.ts';
import { newTable } from '#test/support/database.ts';

let history: typeof import('#functions/store/history.ts');

beforeAll(async () => {
  await newTable();
  history = await import('#functions/store/history.ts');
});

test('A history of more than 1 MB, where DynamoDB cuts a page, is read to its end and in order', async () => {
  const [tenantId, number] = ['northside', 'E33E1B813D'];
  const by = { sub: 'maria', role: 'manager' } as const;
  const minute = (count: number) => new Date(Date.UTC(2026, 11, 11, 9, count)).toISOString();
  const changes = Array.from({ length: 40 }, (_, index) => index + 1);
  const from = 'x'.repeat(60_000);
  for (const version of changes)
    await history.insert(tenantId, number, {
      version,
      action: 'editOrder',
      by,
      at: minute(version),
      changes: [{ field: 'note', from, to: null }],
    });
  await history.insertRead(tenantId, number, { action: 'printOrder', by, at: minute(99) }, 'a-request');

  const pages: string[][] = [];
  for (let position: HistoryPosition | null | undefined; position !== null; ) {
    const { kept, next } = await history.list(tenantId, number, position, 100);
    pages.push(kept.map((entry) => ('change' in entry ? `${entry.change.version}` : entry.read.action)));
    position = next;
  }
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toEqual([...changes.map(String), 'printOrder']);
});
