import * as z from 'zod/mini';
import { DocumentId, Instant } from '#domain/kernel/identifiers.ts';

/** A printed document, with a link to the PDF. */
export const Document = z.strictObject({
  documentId: DocumentId,
  url: z.url(),
  expiresAt: Instant,
  sha256: z.string(),
  bytes: z.int(),
  version: z.int(),
});
