import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { LabOrder } from '#desk/api/client.ts';
import { AcceptDialog } from '#desk/laboratory/order/accept-dialog.tsx';
import type { OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { revisionText } from '#desk/laboratory/order/revision.ts';
import { timeText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import { isAccepted, sentBack } from '#domain/order/laboratory/work.ts';

type Props = { order: LabOrder; open: OpenLabOrder; paper: number | null };

/** What one must know of an order before one works on it. `paper` is the revision of the paper that was scanned. */
export function Notices({ order, open, paper }: Props) {
  const { laboratory } = words.value;
  const { status, revision, publication, cancelReason, remake, source, laboratoryWork } = order;
  const back = sentBack(order);
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
      {back && <SentBack order={order} open={open} back={back} />}
      {/* Once it is accepted, that stands among what is known of it. */}
      {revised !== null && !isAccepted(laboratoryWork) && <Notice kind="warning">{revised}</Notice>}
      {remake && (
        <Notice kind="warning">
          <strong>{laboratory.remake(source)}:</strong> <span class="typed">{remake.reason}</span>
        </Notice>
      )}
    </>
  );
}

type SentBackProps = { order: LabOrder; open: OpenLabOrder; back: NonNullable<ReturnType<typeof sentBack>> };

/** Why the clinic has sent the work back; while nothing is promised, a new date can be. */
function SentBack({ order: { laboratoryWork }, open, back }: SentBackProps) {
  const { laboratory } = words.value;
  const promises = useSignal(false);
  return (
    <div class="notice error">
      <p>
        <strong>{laboratory.sentBackAt(timeText(back.reopenedAt))}</strong>{' '}
        <span class="typed as-typed">{back.reason}</span>
      </p>
      {laboratoryWork?.promisedDate === undefined && (
        <p>
          {laboratory.nothingPromised}{' '}
          <button type="button" class="link" onClick={() => (promises.value = true)}>
            {laboratory.promiseAnew}
          </button>
        </p>
      )}
      {promises.value && <AcceptDialog order={open} onClose={() => (promises.value = false)} />}
    </div>
  );
}

const Notice = ({ kind, children }: { kind: 'error' | 'warning'; children: ComponentChildren }) => (
  <div class={`notice ${kind}`}>
    <p>{children}</p>
  </div>
);
