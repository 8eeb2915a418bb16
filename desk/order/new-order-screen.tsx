import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

/** A new order. Its id names what is typed into it, until it has a number. */
export function NewOrderScreen(_: { id: string }) {
  return <Screen title={words.value.shell.newOrder}>…</Screen>;
}
