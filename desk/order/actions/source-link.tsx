import { Link } from 'wouter-preact';
import { idOf } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

type Props = { source: string; remake: { reason: string } | null };

/** The way from a copy back to the order that it was made from, and why, if the work of that has failed. */
export function SourceLink({ source, remake }: Props) {
  const { actions } = words.value;
  return (
    <p class="small source" id={idOf('/source')} tabIndex={-1}>
      {remake ? actions.remake.of : actions.copy.of} <Link href={`/orders/${source}`}>#{source}</Link>
      {remake && <span class="typed">: {remake.reason}</span>}
    </p>
  );
}
