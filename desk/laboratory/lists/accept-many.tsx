import { useSignal } from '@preact/signals';
import type { LabOrderRow } from '#desk/api/client.ts';
import { type Accepted, acceptEach } from '#desk/laboratory/lists/accept-each.ts';
import { keyOf } from '#desk/laboratory/lists/groups.ts';
import { type Paper, printPaper } from '#desk/laboratory/papers/papers.ts';
import { PapersDialog } from '#desk/laboratory/papers/papers-dialog.tsx';
import { servicesText } from '#desk/lists/row-texts.ts';
import { SubmitButton } from '#desk/order/actions/sending.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { wordsOf } from '#desk/parts/failure.tsx';
import { dateText } from '#desk/parts/format.ts';
import { tabForPdf } from '#desk/parts/open-pdf.ts';
import { today } from '#desk/parts/today.ts';
import { words } from '#desk/words/words.ts';

type Props = { rows: readonly LabOrderRow[]; onAccepted: () => void; onClose: () => void };

/** Accepts the orders that were chosen, and prints their labels if one likes. What could not be accepted is said, each with why. */
export function AcceptMany({ rows: chosen, onAccepted, onClose }: Props) {
  const { lists, laboratory } = words.value;
  const { many, actions } = laboratory;
  // Those that were chosen when the dialog opened: once they are accepted, they leave the list.
  const rows = useSignal(chosen).value;
  const promises = useSignal(true);
  const busy = useSignal(false);
  const done = useSignal(0);
  const refused = useSignal<readonly Accepted[]>([]);
  const papers = useSignal<readonly Paper[]>([]);

  const submit = async (prints: boolean) => {
    if (busy.value) return;
    busy.value = true;
    const tab = prints ? tabForPdf() : null;
    const all = await acceptEach(rows, {
      promises: promises.value,
      now: today(),
      onNext: (count) => {
        done.value = count;
      },
    });
    const accepted = all.filter(({ answer }) => answer.kind === 'answered');
    if (accepted.length === 0) tab?.close();
    const printed: Paper[] = [];
    if (prints)
      for (const { row } of accepted) printed.push(await printPaper(row, 'label', printed.length === 0 ? tab : null));
    busy.value = false;
    refused.value = all.filter(({ answer }) => answer.kind !== 'answered');
    papers.value = printed;
    onAccepted();
    if (refused.value.length === 0 && printed.every(({ isOpen }) => isOpen)) onClose();
  };

  if (refused.value.length > 0)
    return (
      <Dialog title={many.notAll} onClose={onClose}>
        <div class="stack">
          <ul class="papers">
            {refused.value.map(({ row, answer }) => (
              <li key={keyOf(row)}>
                #{row.number}: {answer.kind !== 'answered' && <span class="fault">{wordsOf(answer)}</span>}
              </li>
            ))}
          </ul>
          <div class="buttons">
            <button
              type="button"
              class="primary"
              autofocus
              onClick={() => {
                refused.value = [];
                if (papers.value.every(({ isOpen }) => isOpen)) onClose();
              }}
            >
              {words.value.parts.ok}
            </button>
          </div>
        </div>
      </Dialog>
    );
  if (papers.value.length > 0) return <PapersDialog papers={papers} onClose={onClose} />;
  return (
    <Dialog title={many.title(rows.length)} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const { submitter } = event;
          void submit(submitter instanceof HTMLButtonElement && submitter.value === 'print');
        }}
      >
        <ul class="papers">
          {rows.map((row) => (
            <li key={keyOf(row)} class="typed">
              #{row.number} {row.patientOnLabel}, {dateText(row.dueDate)}
              <div class="small">{servicesText(row.servicesInBrief, lists).join(', ')}</div>
            </li>
          ))}
        </ul>
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
        <div class="buttons at-bottom">
          <SubmitButton sending={{ busy }} text={actions.accept.name} autofocus />
          <button type="submit" value="print">
            {many.andLabels}
          </button>
          <button type="button" onClick={onClose}>
            {words.value.parts.back}
          </button>
          <span role="status" class="small">
            {busy.value && many.progress(done.value, rows.length)}
          </span>
        </div>
      </form>
    </Dialog>
  );
}
