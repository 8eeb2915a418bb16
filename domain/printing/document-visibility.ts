import type { Caller } from '#domain/kernel/caller.ts';
import { statuses, statusesVisibleTo } from '#domain/order/statuses.ts';
import type { Visibility } from '#domain/order/visibility.ts';
import type { PrintedDocument, Section } from '#domain/printing/printed-document.ts';

/** Whether a section of the form is visible. The plan is the affair of clinics. */
export function seesSection(section: Section, { prices, pay, clinic }: Visibility): boolean {
  if (section === 'workPlan') return clinic;
  if (section === 'prices') return prices;
  return section !== 'payroll' || pay !== null;
}

/**
 * Whether a printed document is visible. A print of an order that is not published expires, and is only for roles that
 * see drafts.
 */
export function documentVisible({ expiresAt }: PrintedDocument, caller: Caller): boolean {
  return expiresAt === undefined || statusesVisibleTo(caller.role).some((status) => statuses[status].editable);
}

/** Whether everything on a printed document is visible, also the pay on it, and what is for clinics alone. */
export function seesDocument({ sections, pay, clinicOnly }: PrintedDocument, visibility: Visibility): boolean {
  return (
    sections.every((section) => seesSection(section, visibility)) &&
    (visibility.clinic || !clinicOnly) &&
    (pay === null || [pay, 'all'].includes(visibility.pay ?? ''))
  );
}
