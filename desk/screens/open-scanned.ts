import { addressNow, go } from '#desk/address/address.ts';
import { leaveToField } from '#desk/parts/keyboard/scan-field.tsx';
import { person } from '#desk/session/session.ts';
import { readPaperCode } from '#domain/printing/paper-code.ts';

/**
 * Opens the order that was scanned, on a screen that does nothing else with it. Where that is not clear, the field of
 * the start screen says why.
 */
export async function openScanned(text: string): Promise<void> {
  const code = readPaperCode(text);
  const caller = person.peek();
  if (!code || !caller || addressNow().endsWith(`/${code.number}`)) return;
  if (caller.role === 'laboratory') return openAtLaboratory(text);
  if (code.tenantId === null || code.tenantId === caller.tenantId) return go(`/orders/${code.number}`);
  leaveToField(text);
  go('/');
}

/** Opens an order of a laboratory by what was scanned, or by its number alone. */
export async function openAtLaboratory(text: string, { replace = false } = {}): Promise<void> {
  const { addressOfScan } = await import('#desk/laboratory/start/start-reads.ts');
  const address = await addressOfScan(text);
  if (address === null) leaveToField(text);
  go(address ?? '/', { replace });
}
