import { useSignal } from '@preact/signals';
import type { LabOrderRow } from '#desk/api/client.ts';
import { type Accepted, acceptEach } from '#desk/laboratory/lists/accept-each.ts';
import { keyOf } from '#desk/laboratory/lists/groups.ts';
import { ManyDialog, type Way } from '#desk/laboratory/lists/many-dialog.tsx';
import { reasonsOf } from '#desk/laboratory/order/left.ts';
import { areAllOpen, type PaperKind, type Papers, paperKinds, printPapers } from '#desk/laboratory/papers/papers.ts';
import { PapersDialog } from '#desk/laboratory/papers/papers-dialog.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { wordsOf } from '#desk/parts/failure.tsx';
import { tabForPdf } from '#desk/parts/open-pdf.ts';
import { today } from '#desk/parts/today.ts';
import { words } from '#desk/words/words.ts';

type Props = { rows: readonly LabOrderRow[]; onAccepted: (orders: number) => void; onClose: () => void };

const noPapers: Papers = { papers: [], whole: null };

/**
 * Accepts the orders that were chosen, and prints their forms and labels, or labels alone, in one go if one likes. What
 * could not be accepted is said, each with why.
 */
export function AcceptMany({ rows: chosen, onAccepted, onClose }: Props) {
  const { many, actions } = words.value.laboratory;
  // Those that were chosen when the dialog opened: once they are accepted, they leave the list.
  const rows = useSignal(chosen).value;
  const promises = useSignal(true);
  const busy = useSignal(false);
  const done = useSignal(0);
  const tried = useSignal<readonly Accepted[]>([]);
  const papers = useSignal<Papers>(noPapers);

  const submit = async (kinds: readonly PaperKind[]) => {
    busy.value = true;
    const tab = kinds.length > 0 ? tabForPdf() : null;
    const all = await acceptEach(rows, {
      promises: promises.value,
      now: today(),
      onNext: (count) => {
        done.value = count;
      },
    });
    const acceptedRows = all.flatMap(({ row, answer }) => (answer.kind === 'answered' ? [row] : []));
    const printed = await printPapers(acceptedRows, kinds, { tab });
    busy.value = false;
    tried.value = all;
    papers.value = printed;
    onAccepted(acceptedRows.length);
    if (acceptedRows.length === all.length && areAllOpen(printed)) onClose();
  };

  const refused = tried.value.filter(({ answer }) => answer.kind !== 'answered');
  const accepted = tried.value.length - refused.length;
  if (refused.length > 0)
    return (
      <Dialog title={many.notAll} onClose={onClose}>
        <div class="stack">
          <ul class="papers">
            {refused.map((one) => (
              <NotAccepted key={keyOf(one.row)} one={one} />
            ))}
          </ul>
          {accepted > 0 && <p>{many.accepted(accepted)}</p>}
          <div class="buttons">
            <button
              type="button"
              class="primary"
              autofocus
              onClick={() => {
                tried.value = [];
                if (areAllOpen(papers.value)) onClose();
              }}
            >
              {words.value.parts.ok}
            </button>
          </div>
        </div>
      </Dialog>
    );
  if (papers.value.papers.length > 0) return <PapersDialog of={papers.value} onClose={onClose} />;
  const ways: Way[] = [
    [actions.accept.name, []],
    [many.andPapers, paperKinds],
    [many.andLabels, ['label']],
  ];
  const title = many.title(rows.length);
  return (
    <ManyDialog title={title} rows={rows} ways={ways} busy={busy} done={done} onSubmit={submit} onClose={onClose}>
      <label class="check">
        <input
          type="checkbox"
          checked={promises.value}
          onChange={({ currentTarget }) => {
            promises.value = currentTarget.checked;
          }}
        />
        {many.promise}
      </label>
    </ManyDialog>
  );
}

/** An order that was not accepted, and why. */
function NotAccepted({ one: { row, answer, left } }: { one: Accepted }) {
  return (
    <li>
      #{row.number}:{' '}
      {left && (
        <>
          <span class="fault">{words.value.laboratory.left[left.how]}</span>{' '}
          <span class="typed">{reasonsOf(left).join(' ')}</span>
        </>
      )}
      {!left && answer.kind !== 'answered' && <span class="fault">{wordsOf(answer)}</span>}
    </li>
  );
}
