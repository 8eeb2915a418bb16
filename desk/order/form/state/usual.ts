import { browserStore, note } from '#desk/kept/store.ts';
import { known } from '#desk/order/form/state/editor.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { ToothNotation } from '#domain/kernel/teeth.ts';

const noted = (key: string) => browserStore('localStorage')?.getItem(key);

const notationKey = 'tooth-notation';

/** The notation that was used last in this browser. */
export const usualNotation = (): ToothNotation => ToothNotation.safeParse(noted(notationKey)).data ?? 'FDI';

/** From now on, orders without teeth are written in this notation. */
export const writeIn = (notation: ToothNotation): void => note('localStorage', notationKey, notation);

const laboratoryKey = ({ sub }: ClinicCaller) => `laboratory/${encodeURIComponent(sub)}`;

/** The laboratory that this person ordered from last in this browser, or the only one there is; empty if there is none. */
export function usualLaboratory(person: ClinicCaller): Id | '' {
  const active = known().laboratories?.filter((one) => one.active) ?? [];
  const [first, ...others] = active;
  const last = active.find(({ laboratoryId }) => laboratoryId === noted(laboratoryKey(person)));
  return (last ?? (others.length === 0 ? first : undefined))?.laboratoryId ?? '';
}

/** From now on, new orders of this person begin with this laboratory. */
export function orderFrom(person: ClinicCaller, laboratoryId: Id | null): void {
  if (laboratoryId !== null) note('localStorage', laboratoryKey(person), laboratoryId);
}
