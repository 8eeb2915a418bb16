import { initialOf } from '#domain/kernel/text.ts';
import type { Patient } from '#domain/order/order.ts';

/**
 * A patient as labels and laboratories' lists name them: initials or, without a name, the reference. Null if there is
 * neither.
 */
export function patientOnLabel({ firstName, lastName, reference }: Patient): string | null {
  const initials = [firstName, lastName].flatMap((name) => initialOf(name ?? '') ?? []);
  return initials.map((initial) => `${initial}.`).join('\u00A0') || (reference ?? null);
}
