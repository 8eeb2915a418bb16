import { Link } from 'wouter-preact';
import { words } from '#desk/words/words.ts';

/** The way from a copy back to the order that it was made from. */
export function SourceLink({ source }: { source: string }) {
  return (
    <p class="small">
      {words.value.actions.copy.of} <Link href={`/orders/${source}`}>#{source}</Link>
    </p>
  );
}
