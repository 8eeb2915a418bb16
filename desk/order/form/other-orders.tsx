import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { api, ask, type OrderRow } from '#desk/api/client.ts';
import { dateText, nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import { searchablePatient } from '#domain/order/lists/order-lists.ts';

/** How long nobody types before it is asked, in milliseconds. */
const pause = 300;

/** How many are listed. */
const most = 5;

type Found = { name: string; rows: OrderRow[]; more: boolean };

/** The other orders of patients whose last name begins so. The API finds them, so that nobody orders twice. */
function useOthers(name: string, own: string | undefined): Found | null {
  const found = useSignal<Found | null>(null);
  useEffect(() => {
    const patient = searchablePatient(name);
    if (patient === undefined || [...patient].length < 2) {
      found.value = null;
      return undefined;
    }
    let isOver = false;
    const timer = setTimeout(async () => {
      const answer = await ask(api.GET('/v1/orders', { params: { query: { patient, limit: most + 1 } } }));
      // Without an answer nothing is said: the list only helps.
      if (isOver || answer.kind !== 'answered') return;
      const rows = answer.value.items.filter(({ number, status }) => number !== own && status !== 'cancelled');
      found.value = { name: patient, rows: rows.slice(0, most), more: rows.length > most };
    }, pause);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [name, own]);
  return found.value;
}

/** The services of a row, in a few words. */
function inBrief({ servicesInBrief: { services, more } }: OrderRow): string {
  const listed = services.map(({ name, teeth }) => [name, teeth.join(', ')].filter(Boolean).join(' '));
  return [...listed, ...(more > 0 ? [words.value.form.andMore(more)] : [])].join('; ');
}

/** Lists what was ordered already for a patient of this name. */
export function OtherOrders({ name, own }: { name: string; own: string | undefined }) {
  const found = useOthers(name, own);
  const text = words.value.form;
  return (
    <div role="status" class="others">
      {found && found.rows.length > 0 && (
        <>
          <p>
            <strong class="typed">{text.others(found.name)}</strong> <span class="small">{text.othersHint}</span>
          </p>
          <ul>
            {found.rows.map((row) => (
              <li key={row.number}>
                <Link href={`/orders/${row.number}`}>#{row.number}</Link>{' '}
                <span class={`badge ${row.status}`}>{words.value.statuses[row.status]}</span>{' '}
                <span class="typed">{nameText(row.patient)}</span>
                {row.servicesInBrief.services.length > 0 && <span class="typed">: {inBrief(row)}</span>}
                <span class="small"> · {row.dueDate ? text.due(dateText(row.dueDate)) : text.noDue}</span>
              </li>
            ))}
          </ul>
          {found.more && <p class="small">…</p>}
        </>
      )}
    </div>
  );
}
