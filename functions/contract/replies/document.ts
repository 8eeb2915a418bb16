import * as z from 'zod';
import { DocumentId, Instant } from '#domain/kernel/identifiers.ts';

/** A printed document, with a link to the PDF. */
export const Document = z.strictObject({
  documentId: DocumentId,
  url: z.url().describe('Opens the PDF until `expiresAt`; getDocument and getLabDocument give a fresh one'),
  expiresAt: Instant,
  sha256: z.string(),
  bytes: z.int(),
  version: z.int().describe('The version of the order that was printed'),
});
