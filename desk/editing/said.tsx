import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { addressNow } from '#desk/address/address.ts';

/** What was done last, such as that something is saved, and the address of the screen that says so. */
const last = signal({ text: '', at: '' });

/** Says what was done, on the screen at this address. Whoever has left it meanwhile is told nothing. */
export function say(text: string, at = addressNow()): void {
  if (at === addressNow()) last.value = { text, at };
}

/** Nothing is said any more. */
export function hush(): void {
  last.value = { text: '', at: '' };
}

/** What was done last on this screen; empty while there is nothing to say. */
export function useSaid(): string {
  const [here] = useLocation();
  const { text, at } = last.value;
  return at === here ? text : '';
}

/** Reads to a screen reader what was done, when it was done. It is not said again when one comes back to the screen. */
export function SaidAloud() {
  const [here] = useLocation();
  useEffect(
    () => () => {
      if (last.peek().at === here) hush();
    },
    [here],
  );
  return (
    <p role="status" class="unseen">
      {useSaid()}
    </p>
  );
}
