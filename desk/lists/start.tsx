import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

export function Start() {
  return <Screen title={words.value.shell.start}>…</Screen>;
}
