import type { LabOrderRow } from '#desk/api/client.ts';
import { keyOf } from '#desk/laboratory/lists/groups.ts';
import { servicesText } from '#desk/lists/row-texts.ts';
import { dateText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

/** The orders that were chosen, and what is ordered. */
export const ChosenRows = ({ rows }: { rows: readonly LabOrderRow[] }) => (
  <ul class="papers">
    {rows.map((row) => (
      <li key={keyOf(row)} class="typed">
        #{row.number} <bdi>{row.patientOnLabel}</bdi>, {dateText(row.dueDate)}
        <div class="small">{servicesText(row.servicesInBrief, words.value.lists).join(', ')}</div>
      </li>
    ))}
  </ul>
);
