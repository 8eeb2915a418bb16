import type { Order } from '#desk/api/client.ts';
import { words } from '#desk/words/words.ts';
import { statuses } from '#domain/order/statuses.ts';

type Props = { of: Pick<Order, 'status' | 'revision' | 'laboratoryWork'> };

/**
 * The status of an order, whether its laboratory waits, and its revision from the second on. A screen
 * reader says it when it changes.
 */
export function StatusBadge({ of: { status, revision, laboratoryWork } }: Props) {
  const { atLaboratory, statuses: names } = words.value;
  const isDraft = statuses[status].editable;
  return (
    <span aria-live="polite">
      <span class={`badge ${status}`}>{names[status]}</span>{' '}
      {laboratoryWork?.hold && <span class="badge warning">{atLaboratory.onHold}</span>}{' '}
      {isDraft && revision > 0 && <span class="small">{atLaboratory.nextRevision(revision + 1)}</span>}
      {!isDraft && revision > 1 && <span class="small">{atLaboratory.revisionOf(revision)}</span>}
    </span>
  );
}
