import type { Caller } from '#domain/kernel/caller.ts';
import type { Visibility } from '#domain/order/projection.ts';
import { statuses, statusesVisibleTo } from '#domain/order/statuses.ts';
import type { PrintedDocument, Section } from '#domain/printing/printed-document.ts';

/** Whether a section of the order form exists for this visibility. */
export function seesSection(section: Section, { prices, pay }: Visibility): boolean {
  if (section === 'prices') return prices;
  return section !== 'payroll' || pay !== null;
}

/**
 * Whether a printed document exists for a caller. What was printed of an order that is not sent, and expires, is for those
 * alone who see drafts.
 */
export function documentVisible({ expiresAt }: PrintedDocument, caller: Caller): boolean {
  return expiresAt === undefined || statusesVisibleTo(caller.role).some((status) => statuses[status].editable);
}

/** Whether everything on a printed document exists for this visibility; it says whose pay it shows. */
export function seesDocument({ sections, pay }: PrintedDocument, visibility: Visibility): boolean {
  return (
    sections.every((section) => seesSection(section, visibility)) &&
    (pay === null || [pay, 'all'].includes(visibility.pay ?? ''))
  );
}
