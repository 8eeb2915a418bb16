import { beforeAll, expect, test } from 'vitest';
import { newTable } from '#test/support/database/new-table.ts';

let history: typeof import('#functions/store/history.ts');

beforeAll(async () => {
  await newTable();
  history = await import('#functions/store/history.ts');
});

test('A history of more than 1 MB, which DynamoDB returns in several pages, is read completely and in order', async () => {
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
  let page = await history.list(tenantId, number, null, 100);
  const said = () =>
    page.kept.map((entry) => (entry.kind === 'change' ? `${entry.change.version}` : entry.read.action));
  for (pages.push(said()); page.next; pages.push(said())) page = await history.list(tenantId, number, page.next, 100);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toEqual([...changes.map(String), 'printOrder']);
});
