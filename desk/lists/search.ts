import { signal } from '@preact/signals';
import { searchablePatient } from '#domain/order/lists/order-lists.ts';

/** What is typed into the search for a patient, and what is searched for. A name is in no address, only in memory. */
export const typed = signal('');
export const sought = signal('');

/** How long to wait for the next letter, in milliseconds. */
const pause = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Searches for a patient, once no more is typed. */
export function searchFor(text: string): void {
  typed.value = text;
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      sought.value = searchablePatient(text) ?? '';
    },
    text.trim() === '' ? 0 : pause,
  );
}

/** Ends the search, at once. */
export function endSearch(): void {
  clearTimeout(timer);
  typed.value = '';
  sought.value = '';
}
