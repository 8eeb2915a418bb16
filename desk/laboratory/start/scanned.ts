import type { LabOrderRow } from '#desk/api/client.ts';
import { type PaperCode, readPaperCode } from '#domain/printing/paper-code.ts';

/** Where the code of a paper leads: to the order, with the revision that the paper is of; or nowhere, and why. */
export type Scanned = { kind: 'order'; address: string } | { kind: 'unreadable' } | { kind: 'unknown' | 'several' };

/**
 * What a laboratory's scanner, or somebody, has typed. A number alone, as in the bar code of a label, may be that of two
 * organisations, so it is looked for among the orders that are shown.
 */
export function scanned(text: string, rows: readonly Pick<LabOrderRow, 'tenantId' | 'number'>[]): Scanned {
  const code = readPaperCode(text);
  if (!code) return { kind: 'unreadable' };
  if (code.tenantId !== null) return { kind: 'order', address: addressOf(code.tenantId, code) };
  const [only, ...others] = rows.filter(({ number }) => number === code.number);
  if (others.length > 0) return { kind: 'several' };
  return only ? { kind: 'order', address: addressOf(only.tenantId, code) } : { kind: 'unknown' };
}

const addressOf = (tenantId: string, { number, revision }: PaperCode) =>
  `/orders/${tenantId}/${number}${revision === null ? '' : `?revision=${revision}`}`;

/** The revision of the paper whose code has led here; null when it named none. */
export function revisionIn(search: URLSearchParams): number | null {
  const revision = Number(search.get('revision'));
  return Number.isSafeInteger(revision) && revision > 0 ? revision : null;
}
