import { CodeMark } from '#desk/order/actions/print/code-mark.tsx';
import type { LabelSheet } from '#domain/printing/print-sheet.ts';

/** The label for the box that the work travels in. */
export function LabelPaper({ sheet }: { sheet: LabelSheet }) {
  const { size, number, revision, mark, remake, due, patient, laboratoryReference, places } = sheet;
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
            {[revision, mark, remake].map((said) => said && <strong key={said}>{said} </strong>)}
            {patient}
          </p>
          {laboratoryReference && <p class="typed">{laboratoryReference}</p>}
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
