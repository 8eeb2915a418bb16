import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

export function WebhooksScreen() {
  return <Screen title={words.value.shell.webhooks}>…</Screen>;
}
