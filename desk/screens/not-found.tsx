import { Link } from 'wouter-preact';
import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

/** Says that an address leads to nothing, and leads to the start. */
export function NotFound() {
  const { notFound, toStart } = words.value.parts;
  return (
    <Screen title={notFound}>
      <Link href="/">{toStart}</Link>
    </Screen>
  );
}
