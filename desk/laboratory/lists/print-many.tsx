import { useSignal } from '@preact/signals';
import type { LabOrderRow } from '#desk/api/client.ts';
import { ManyDialog, type Way } from '#desk/laboratory/lists/many-dialog.tsx';
import { areAllOpen, type PaperKind, type Papers, paperKinds, printPapers } from '#desk/laboratory/papers/papers.ts';
import { PapersDialog } from '#desk/laboratory/papers/papers-dialog.tsx';
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
  const ways: Way[] = [
    [many.formsAndLabels, paperKinds],
    [many.labels, ['label']],
  ];
  const title = many.printTitle(rows.length);
  return (
    <ManyDialog title={title} rows={rows} ways={ways} busy={busy} done={done} onSubmit={submit} onClose={onClose} />
  );
}
