import { describe, expect, test } from 'vitest';
import type { Answer } from '#desk/api/client.ts';
import { type Paged, paged } from '#desk/api/paged.ts';

type Query = { limit: number; cursor?: string };
type Page = { items: string[]; nextCursor: string | null };

/** A list over `all`, as the API pages it, and the queries that it was asked. */
function listOver(all: () => string[], options: { limit: number; atFirst?: number }) {
  const asked: Query[] = [];
  const read = async ({ limit, cursor }: Query): Promise<Answer<Page>> => {
    asked.push({ limit, ...(cursor !== undefined && { cursor }) });
    const start = Number(cursor ?? 0);
    const end = start + limit;
    const value = { items: all().slice(start, end), nextCursor: end < all().length ? String(end) : null };
    return { kind: 'answered', value, etag: null };
  };
  return { list: paged(read, { ...options, keyOf: (item) => item }), asked };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `order ${index}`);
const settled = () => new Promise((resolve) => setTimeout(resolve));
const state = ({ value, goesOn }: Paged<string>) => [value.value?.length, goesOn.value];

describe('a list that is read page by page', () => {
  test('adds the next page, until there is none', async () => {
    const { list, asked } = listOver(() => numbers(5), { limit: 2 });
    await settled();
    expect(state(list)).toEqual([2, true]);
    await list.more();
    await list.more();
    expect(list.value.value).toEqual(numbers(5));
    expect(state(list)).toEqual([5, false]);
    expect(asked).toEqual([{ limit: 2 }, { limit: 2, cursor: '2' }, { limit: 2, cursor: '4' }]);
  });

  test('is read again as far as it was shown, in pages as large as may be', async () => {
    const { list, asked } = listOver(() => numbers(300), { limit: 50, atFirst: 150 });
    await settled();
    expect(state(list)).toEqual([150, true]);
    await list.reload();
    expect(state(list)).toEqual([150, true]);
    expect(asked.map(({ limit }) => limit)).toEqual([100, 50, 100, 50]);
  });

  test('shows what has moved between two pages once', async () => {
    let all = ['a', 'b', 'c', 'd'];
    const { list } = listOver(() => all, { limit: 2 });
    await settled();
    all = ['new', 'b', 'c', 'a'];
    await list.more();
    expect(list.value.value).toEqual(['b', 'c', 'a']);
  });
});
