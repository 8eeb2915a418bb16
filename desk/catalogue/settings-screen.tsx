import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

export function SettingsScreen() {
  return <Screen title={words.value.shell.settings}>…</Screen>;
}
