import { Screen } from '#desk/parts/screen.tsx';

/** An order that was sent to this laboratory. */
export function LabOrderScreen({ number }: { tenantId: string; number: string }) {
  return <Screen title={`#${number}`}>…</Screen>;
}
