import { go } from '#desk/address/address.ts';
import type { LabOrderRow } from '#desk/api/client.ts';
import { scanned } from '#desk/laboratory/start/scanned.ts';
import { ScanField } from '#desk/parts/keyboard/scan-field.tsx';
import { words } from '#desk/words/words.ts';

/** The field that leads to the order whose form or label is scanned. */
export function OrderScan({ rows }: { rows: readonly LabOrderRow[] }) {
  const { label, hint, ...errors } = words.value.laboratory.scan;
  const take = (text: string) => {
    const found = scanned(text, rows);
    if (found.kind !== 'order') return found.kind;
    go(found.address);
    return null;
  };
  return <ScanField label={label} hint={hint} errors={errors} take={take} />;
}
