import { FormPaper } from '#desk/order/actions/print/form-paper.tsx';
import { LabelPaper } from '#desk/order/actions/print/label-paper.tsx';
import { words } from '#desk/words/words.ts';
import type { PrintSheet } from '#domain/printing/print-sheet.ts';

/** The paper as it will be printed, as far as a screen can show it. */
export function Sheet({ sheet }: { sheet: PrintSheet | null }) {
  return (
    <section class="preview" aria-label={words.value.print.preview} lang={sheet?.language}>
      <div class="frame">
        {sheet?.kind === 'form' && <FormPaper sheet={sheet} />}
        {sheet?.kind === 'label' && <LabelPaper sheet={sheet} />}
        {!sheet && <p class="small">{words.value.print.noPreview}</p>}
      </div>
    </section>
  );
}
