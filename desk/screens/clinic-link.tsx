import { useEffect } from 'preact/hooks';
import { openAtLaboratory } from '#desk/screens/open-scanned.ts';
import { words } from '#desk/words/words.ts';

/** A clinic's link to an order, which names no organisation: a laboratory that opens it is led to the order by its number. */
export function ClinicLink({ number }: { number: string }) {
  useEffect(() => void openAtLaboratory(number, { replace: true }), [number]);
  return <p class="loading">{words.value.parts.loading}</p>;
}
