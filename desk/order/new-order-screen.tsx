import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

export function NewOrderScreen() {
  return <Screen title={words.value.shell.newOrder}>…</Screen>;
}
