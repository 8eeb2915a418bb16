import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

export function ProfileScreen() {
  return <Screen title={words.value.shell.profile}>…</Screen>;
}
