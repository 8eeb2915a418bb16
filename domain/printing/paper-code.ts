import type { Id, OrderNumber } from '#domain/kernel/identifiers.ts';
import type { Order } from '#domain/order/order.ts';
import { laboratoryWith } from '#domain/order/statuses.ts';

/**
 * What the QR code of a paper says. `revision` is null on the paper of a draft, and `tenantId` where a bar code was read.
 */
export type PaperCode = { tenantId: Id | null; number: OrderNumber; revision: number | null };

/** The revision that a paper is of; null while no laboratory has the order in its hands. */
export const revisionOnPaper = (order: Order): number | null =>
  laboratoryWith(order) === null ? null : (order.publication?.revision ?? null);

/** The text of an order's QR code: `northside/E33E1B813D-2`, and without the revision on the paper of a draft. */
export function paperCodeOf(order: Order): string {
  const revision = revisionOnPaper(order);
  return `${order.tenantId}/${order.number}${revision === null ? '' : `-${revision}`}`;
}

const written =
  /^(?:(?<tenantId>[a-z0-9][a-z0-9-]{0,39})\/)?#?(?<number>[0-9a-f]{10})(?:-(?<revision>[1-9]\d{0,8}))?$/i;

/**
 * Reads the text of a QR code, of a label's bar code, or a number as people type it, in any case; null
 * if it is none of them.
 */
export function readPaperCode(text: string): PaperCode | null {
  const { tenantId, number, revision } = written.exec(text.trim())?.groups ?? {};
  if (number === undefined) return null;
  return {
    tenantId: tenantId?.toLowerCase() ?? null,
    number: number.toUpperCase(),
    revision: revision === undefined ? null : Number(revision),
  };
}
