import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

export function Orders() {
  return <Screen title={words.value.shell.orders}>…</Screen>;
}
