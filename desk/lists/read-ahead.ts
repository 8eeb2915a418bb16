import { catalogue } from '#desk/api/catalogue.ts';
import { listOf } from '#desk/lists/order-list.ts';
import { overview, seesDrafts, sentByDue } from '#desk/lists/start-reads.ts';
import { viewIn } from '#desk/lists/view.ts';
import type { Caller } from '#domain/kernel/caller.ts';

/**
 * Begins to read what the first screen shows, at an address such as `/orders?list=drafts`, so that it is on its way while
 * the screen is drawn. Resolves when the requests have left.
 */
export async function readAhead({ role }: Caller, address: string): Promise<void> {
  if (role === 'laboratory') return;
  catalogue.settings();
  const [path, query] = address.split('?');
  if (path === '/orders') listOf(viewIn(new URLSearchParams(query), role), '');
  else if (path === '/' || path === '') {
    if (seesDrafts(role)) overview();
    else sentByDue();
  }
  await new Promise((resolve) => setTimeout(resolve));
}
