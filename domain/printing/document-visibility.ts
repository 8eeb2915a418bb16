import type { Caller } from '#domain/kernel/caller.ts';
import { statusesVisibleTo } from '#domain/order/statuses.ts';
import type { Visibility } from '#domain/order/visibility.ts';
import type { PrintedDocument, Section } from '#domain/printing/printed-document.ts';

/** Whether a section of the form is visible. The plan is the affair of clinics. */
export function seesSection(section: Section, { prices, pay, clinic }: Visibility): boolean {
  if (section === 'workPlan') return clinic;
  if (section === 'prices') return prices;
  return section !== 'payroll' || pay !== null;
}

/** Whether a printed document is visible: it is for roles that see orders in the status in which it was printed. */
export const documentVisible = ({ status }: PrintedDocument, { role }: Caller): boolean =>
  statusesVisibleTo(role).includes(status);

/** Whether everything on a printed document is visible, also the pay on it, and what is for clinics alone. */
export function seesDocument({ sections, pay, clinicOnly }: PrintedDocument, visibility: Visibility): boolean {
  return (
    sections.every((section) => seesSection(section, visibility)) &&
    (visibility.clinic || !clinicOnly) &&
    (pay === null || [pay, 'all'].includes(visibility.pay ?? ''))
  );
}
