import type * as z from 'zod/mini';
import type { Settings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { DocumentId, Instant } from '#domain/kernel/identifiers.ts';
import type { Order } from '#domain/order/order.ts';
import { visibilityFor } from '#domain/order/visibility.ts';
import { documentVisible, seesDocument } from '#domain/printing/document-visibility.ts';
import type { Document } from '#functions/contract/replies/document.ts';
import { toDocumentReply } from '#functions/files/links.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { type Reply, reply } from '#functions/http/reply.ts';
import * as documents from '#functions/store/documents.ts';

/** A fresh link to a printed document, for those who may see everything on it. */
export async function openDocument(
  { order, settings }: { order: Order; settings: Settings },
  { caller, at, params }: { caller: Caller; at: Instant; params: { documentId: DocumentId } },
): Promise<Reply<z.output<typeof Document>> | Refused> {
  const document = await documents.find(order.tenantId, order.number, params.documentId, at);
  if (!document || !documentVisible(document, caller)) return refuse({ code: 'not_found' });
  if (!seesDocument(document, visibilityFor(caller, settings, order))) return refuse({ code: 'forbidden' });
  return reply(await toDocumentReply(document, at));
}
