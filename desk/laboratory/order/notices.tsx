import type { ComponentChildren } from 'preact';
import type { LabOrder } from '#desk/api/client.ts';
import { revisionText } from '#desk/laboratory/order/revision.ts';
import { timeText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

type Props = { order: LabOrder; paper: number | null };

/** What one must know of an order before one works on it. `paper` is the revision of the paper that was scanned. */
export function Notices({ order, paper }: Props) {
  const { laboratory } = words.value;
  const { status, revision, publication, source, remake, cancelReason, warnings, laboratoryWork } = order;
  const revised = revisionText(revision, publication?.changed ?? null, words.value);
  const moved = laboratoryWork?.rescheduled;
  return (
    <>
      {paper !== null && paper < revision && (
        <Notice kind="error">
          <strong>{laboratory.revision.oldPaper(paper, revision)}</strong>
        </Notice>
      )}
      {status === 'cancelled' && <Notice kind="error">{laboratory.left.cancelled}</Notice>}
      {status === 'cancelled' && cancelReason !== null && <p class="typed as-typed">{cancelReason}</p>}
      {remake && (
        <Notice kind="warning">
          <strong>{laboratory.remake(source)}</strong> <span class="typed">{remake.reason}</span>
        </Notice>
      )}
      {revised !== null && <Notice kind="warning">{revised}</Notice>}
      {moved && (
        <Notice kind="warning">
          {laboratory.moved(timeText(moved.at))} <span class="typed">{moved.reason}</span>
        </Notice>
      )}
      {warnings.map(({ code, message }) => (
        <Notice key={code} kind="warning">
          <span class="typed">{message}</span>
        </Notice>
      ))}
    </>
  );
}

const Notice = ({ kind, children }: { kind: 'error' | 'warning'; children: ComponentChildren }) => (
  <div class={`notice ${kind}`}>
    <p>{children}</p>
  </div>
);
