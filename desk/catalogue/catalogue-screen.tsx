import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

export function CatalogueScreen() {
  return <Screen title={words.value.shell.catalogue}>…</Screen>;
}
