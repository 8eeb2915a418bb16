import * as z from 'zod';
import { Actor } from '#domain/kernel/caller.ts';
import { DocumentId, Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';

/** What an order form can show below its head, in the sequence of the paper: a note is read before the work begins. */
export const Section = z.enum(['services', 'dentalCard', 'note', 'workPlan', 'prices', 'payroll']);
export type Section = z.infer<typeof Section>;

/** What it shows unless told. */
export const usualSections: readonly Section[] = ['services', 'dentalCard', 'note', 'workPlan'];

export const Paper = z.enum(['A4', 'A5', 'Letter']);
export type Paper = z.infer<typeof Paper>;

/** Millimetres of a thermal printer's label, width and height. */
export const LabelSize = z.enum(['100x50', '58x40']);
export type LabelSize = z.infer<typeof LabelSize>;

/**
 * A PDF that has been printed, and what is on it: `pay` says whose, where the payroll is among the sections. `expiresAt`
 * is in epoch seconds; what was printed of a published order is kept.
 */
export const PrintedDocument = stored({
  tenantId: Id,
  number: OrderNumber,
  documentId: DocumentId,
  version: z.int(),
  kind: z.enum(['form', 'label']),
  sections: z.array(Section),
  pay: z.union([z.literal('all'), Id]).nullable(),
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  at: Instant,
  by: Actor,
  expiresAt: z.int().optional(),
});
export type PrintedDocument = z.infer<typeof PrintedDocument>;
