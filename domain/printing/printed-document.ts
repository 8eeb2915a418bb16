import * as z from 'zod/mini';
import { Actor } from '#domain/kernel/caller.ts';
import { DocumentId, Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { Status } from '#domain/order/statuses.ts';

/**
 * The sections of an order form in the order in which they are printed. The note is before the work plan, so that it is
 * read first.
 */
export const Section = z.enum(['services', 'dentalCard', 'note', 'workPlan', 'prices', 'payroll']);
export type Section = z.infer<typeof Section>;

/** The sections of a form that does not name any. */
export const usualSections: readonly Section[] = ['services', 'dentalCard', 'note', 'workPlan'];

export const Paper = z.enum(['A4', 'A5', 'Letter']);
export type Paper = z.infer<typeof Paper>;

/** Width x height of a thermal printer's label, in millimetres. */
export const LabelSize = z.enum(['100x50', '58x40']);
export type LabelSize = z.infer<typeof LabelSize>;

/**
 * A PDF that has been printed, in a status of the order. `pay` says whose pay it shows, when payroll is among the sections,
 * and `clinicOnly` whether it says what no laboratory is told: a discount, which order this is a copy of, or a version that
 * it does not know. `expiresAt` is in epoch seconds; prints of published orders do not expire.
 */
export const PrintedDocument = stored({
  tenantId: Id,
  number: OrderNumber,
  documentId: DocumentId,
  version: z.int(),
  status: Status,
  kind: z.enum(['form', 'label']),
  sections: z.array(Section),
  pay: z.nullable(z.union([z.literal('all'), Id])),
  clinicOnly: z.boolean(),
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  at: Instant,
  by: Actor,
  expiresAt: z.optional(z.int()),
});
export type PrintedDocument = z.infer<typeof PrintedDocument>;
