import { useSignal } from '@preact/signals';
import type { LabOrderRow } from '#desk/api/client.ts';
import { ChosenRows } from '#desk/laboratory/lists/chosen-rows.tsx';
import { areAllOpen, type PaperKind, type Papers, paperKinds, printPapers } from '#desk/laboratory/papers/papers.ts';
import { PapersDialog } from '#desk/laboratory/papers/papers-dialog.tsx';
import { SubmitButton } from '#desk/order/actions/sending.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { tabForPdf } from '#desk/parts/open-pdf.ts';
import { words } from '#desk/words/words.ts';

type Props = { rows: readonly LabOrderRow[]; onClose: () => void };

/** Prints the orders that were chosen: form and label of each, or labels alone, in one go. */
export function PrintMany({ rows, onClose }: Props) {
  const { many } = words.value.laboratory;
  const busy = useSignal(false);
  const done = useSignal(0);
  const papers = useSignal<Papers | null>(null);
  const submit = async (kinds: readonly PaperKind[]) => {
    if (busy.value) return;
    busy.value = true;
    const onNext = (count: number) => {
      done.value = Math.floor(count / kinds.length);
    };
    const printed = await printPapers(rows, kinds, { tab: tabForPdf(), onNext });
    busy.value = false;
    if (areAllOpen(printed)) onClose();
    else papers.value = printed;
  };
  if (papers.value) return <PapersDialog of={papers.value} onClose={onClose} />;
  return (
    <Dialog title={many.printTitle(rows.length)} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(paperKinds);
        }}
      >
        <ChosenRows rows={rows} />
        <div class="buttons at-bottom">
          <SubmitButton sending={{ busy }} text={many.formsAndLabels} autofocus />
          <button type="button" onClick={() => void submit(['label'])}>
            {many.labels}
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
