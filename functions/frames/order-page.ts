import { badCursor, cursorOf, type ListOf, pageOf, searchTooWide } from '#functions/http/cursor.ts';
import type { Page } from '#functions/store/order-lists.ts';

/** The page of a list that a request asks for. */
export type Paging = { cursor?: string | undefined; limit: number };

/** The reply with a page of orders, or why there is none. */
export function orderPage<Row, Shown>(
  page: Page<Row>,
  toReply: (rows: Row[]) => Shown[],
  path: string,
  query: Paging,
  list: ListOf,
) {
  switch (page.kind) {
    case 'lost':
      return badCursor;
    case 'tooWide':
      return searchTooWide;
    case 'page':
      return pageOf(toReply(page.rows), page.next && cursorOf(page.next, list), path, query);
  }
}
