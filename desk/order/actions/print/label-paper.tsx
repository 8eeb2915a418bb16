import { CodeMark } from '#desk/order/actions/print/code-mark.tsx';
import type { LabelSheet } from '#domain/printing/print-sheet.ts';

/** The label for the box that the work travels in. */
export function LabelPaper({ sheet: { size, number, mark, due, patient, places } }: { sheet: LabelSheet }) {
  const [caption, date] = due;
  return (
    <div class={`paper label size-${size}`}>
      <div class="above">
        <CodeMark kind="square" />
        <div class="whose">
          <p class="number">{number}</p>
          <p class="caption">{caption}</p>
          <p class="date">{date}</p>
          <p class="typed">
            {mark && <strong>{mark} </strong>}
            {patient}
          </p>
        </div>
      </div>
      <ul class="places">
        {places.map((place, index) => (
          // Two places may have the same name.
          <li key={index} class="typed">
            {place}
          </li>
        ))}
      </ul>
      <CodeMark kind="bars" />
    </div>
  );
}
