import { Link, useLocation } from 'wouter-preact';
import { kinds, listPath } from '#desk/catalogue/kinds.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';
import type { EntryKind } from '#domain/catalog/catalog.ts';

/** The parts of the catalogue, as links. Each has its number as a key. */
export function Tabs({ here }: { here: EntryKind | 'import' }) {
  const { catalogue, shell } = words.value;
  const [, go] = useLocation();
  const tabs = [
    ...kinds.map((kind) => ({ name: catalogue.tabs[kind], path: listPath(kind), isHere: here === kind })),
    { name: catalogue.importTab, path: '/catalogue/import', isHere: here === 'import' },
  ];
  useShortcuts(
    tabs.map(({ name, path }, index) => ({
      keys: String(index + 1),
      does: catalogue.keys.tab(name),
      run: () => go(path),
    })),
  );
  return (
    <nav class="tabs" aria-label={shell.catalogue}>
      {tabs.map(({ name, path, isHere }) => (
        <Link key={path} href={path} {...(isHere && { 'aria-current': 'page' })}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
