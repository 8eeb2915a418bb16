import type * as z from 'zod/mini';
import { type Audience, actorOf, type Caller } from '#domain/kernel/caller.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import type { Order } from '#domain/order/order.ts';
import { statuses } from '#domain/order/statuses.ts';
import { type Print, sheetOf } from '#domain/printing/print-sheet.ts';
import type { PrintedDocument } from '#domain/printing/printed-document.ts';
import type { PrintOrder } from '#domain/printing/requests/print-order.ts';
import type { Document } from '#functions/contract/replies/document.ts';
import { draftDays } from '#functions/files/draft-files.ts';
import * as files from '#functions/files/files.ts';
import { toDocumentReply } from '#functions/files/links.ts';
import { decideWithCatalog } from '#functions/frames/decide-with-catalog.ts';
import type { FoundOrder } from '#functions/frames/find-order.ts';
import { orderPath } from '#functions/frames/order-path.ts';
import { recordRead } from '#functions/frames/record-read.ts';
import type { Refused } from '#functions/http/refusal.ts';
import { type Reply, reply } from '#functions/http/reply.ts';
import { documentIdOf, render, sha256 } from '#functions/prints/render.ts';
import * as documents from '#functions/store/documents.ts';
import { expiryAfter } from '#functions/store/table.ts';

/** A request to print an order. */
type PrintRequest = { caller: Caller; body: PrintOrder; at: Instant; requestId: string };

/** Prints an order unless the same print exists, records that it was printed, and replies with a link. */
export async function printOrder<Side extends Audience>(
  action: 'printOrder' | 'printLabOrder',
  found: FoundOrder<Side> & { order: Order },
  { caller, body, at, requestId }: PrintRequest,
): Promise<Reply<z.output<typeof Document>> | Refused> {
  const { order, settings } = found;
  const { outcome: decision } = await decideWithCatalog(found, ({ catalog }) =>
    sheetOf(order, body, { caller, settings, catalog }),
  );
  if (decision.kind === 'refused') return decision;
  const print = decision.accepted;
  const { tenantId, number } = order;
  const documentId = documentIdOf(print);
  const by = actorOf(caller);
  const document =
    (await documents.find(tenantId, number, documentId, at)) ??
    (await renderAndStore(order, print, { documentId, at, by }));
  await recordRead(order, { action, documentId }, { caller, at, requestId });
  const headers = { location: `${orderPath(order, caller)}/documents/${documentId}` };
  return reply(await toDocumentReply(document, at), headers, 201);
}

async function renderAndStore(
  order: Order,
  { sheet, version, sections, pay, clinicOnly }: Print,
  { documentId, at, by }: Pick<PrintedDocument, 'documentId' | 'at' | 'by'>,
): Promise<PrintedDocument> {
  const pdf = await render(sheet);
  const document: PrintedDocument = {
    tenantId: order.tenantId,
    number: order.number,
    documentId,
    version,
    status: order.status,
    kind: sheet.kind,
    sections,
    pay,
    clinicOnly,
    file: files.fileOf(order, documentId),
    sha256: sha256(pdf),
    bytes: pdf.length,
    at,
    by,
    ...(!statuses[order.status].sent && { expiresAt: expiryAfter(at, draftDays) }),
  };
  await files.put(document, pdf);
  await documents.insert(document);
  return document;
}
