import type { ComponentChildren } from 'preact';
import type { LabOrder } from '#desk/api/client.ts';
import { revisionText } from '#desk/laboratory/order/revision.ts';
import { words } from '#desk/words/words.ts';

type Props = { order: LabOrder; paper: number | null };

/** What one must know of an order before one works on it. `paper` is the revision of the paper that was scanned. */
export function Notices({ order, paper }: Props) {
  const { laboratory } = words.value;
  const { status, revision, publication, cancelReason, remake, source } = order;
  const revised = revisionText(revision, publication?.changed ?? null, words.value);
  return (
    <>
      {paper !== null && paper < revision && (
        <Notice kind="error">
          <strong>{laboratory.revision.oldPaper(paper, revision)}</strong>
        </Notice>
      )}
      {status === 'cancelled' && (
        <Notice kind="error">
          <strong>{laboratory.left.cancelled}</strong> <span class="typed">{cancelReason}</span>
        </Notice>
      )}
      {revised !== null && <Notice kind="warning">{revised}</Notice>}
      {remake && (
        <Notice kind="warning">
          <strong>{laboratory.remake(source)}:</strong> <span class="typed">{remake.reason}</span>
        </Notice>
      )}
    </>
  );
}

const Notice = ({ kind, children }: { kind: 'error' | 'warning'; children: ComponentChildren }) => (
  <div class={`notice ${kind}`}>
    <p>{children}</p>
  </div>
);
