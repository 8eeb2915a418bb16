import { signal } from '@preact/signals';
import { addressNow, go } from '#desk/address/address.ts';
import { api, ask } from '#desk/api/client.ts';
import { person } from '#desk/session/session.ts';
import type { OrderNumber } from '#domain/kernel/identifiers.ts';
import { searchablePatient } from '#domain/order/lists/order-lists.ts';
import { readPaperCode } from '#domain/printing/paper-code.ts';

/** What is typed into the search, and the patient that is searched for. A name is in no address, only in memory. */
export const typed = signal('');
export const sought = signal('');

/** How long to wait for the next letter, in milliseconds. */
const pause = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Searches, once no more is typed. */
export function searchFor(text: string): void {
  typed.value = text;
  clearTimeout(timer);
  timer = setTimeout(search, text.trim() === '' ? 0 : pause);
}

/** Searches for what is typed, at once: opens the order that has this number, or shows the orders of the patient. */
export async function search(): Promise<void> {
  clearTimeout(timer);
  const text = typed.peek();
  const number = numberIn(text);
  if (number !== null && (await isThere(number, text))) {
    endSearch();
    go(`/orders/${number}`);
  } else if (text === typed.peek()) sought.value = searchablePatient(text) ?? '';
}

/** The number that is typed, or scanned from a paper of this organisation. */
function numberIn(text: string): OrderNumber | null {
  const code = readPaperCode(text);
  const caller = person.peek();
  const own = caller && caller.role !== 'laboratory' ? caller.tenantId : null;
  return code && [null, own].includes(code.tenantId) ? code.number : null;
}

/** Whether there is an order with this number, and nobody has typed on or gone elsewhere while that was asked. */
async function isThere(number: string, text: string): Promise<boolean> {
  const from = addressNow();
  const answer = await ask(api.GET('/v1/orders/{number}', { params: { path: { number } } }));
  return answer.kind === 'answered' && text === typed.peek() && from === addressNow();
}

/** Ends the search, at once. */
export function endSearch(): void {
  clearTimeout(timer);
  typed.value = '';
  sought.value = '';
}
