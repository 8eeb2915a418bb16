import { sayWaiting } from '#desk/order/actions/done.tsx';
import { isSaved } from '#desk/order/actions/places.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { words } from '#desk/words/words.ts';

/** Begins an action when what is typed is saved; else says that it waits. */
export async function whenSaved(order: OpenOrder, action: string, begin: () => void): Promise<void> {
  if (await isSaved(order)) return begin();
  const shown = order.value.peek();
  if (shown) sayWaiting(shown, words.value.actions.waits(action));
}
