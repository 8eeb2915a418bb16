import { actorOf, type Caller } from '#domain/caller.ts';
import type { Settings } from '#domain/catalog.ts';
import type { Refused } from '#domain/decision.ts';
import type { Instant } from '#domain/identifiers.ts';
import type { Order } from '#domain/order.ts';
import { type Print, printNeeds, printOrder } from '#domain/print-sheet.ts';
import type { PrintedDocument } from '#domain/printed-document.ts';
import type { PrintOrder } from '#domain/requests.ts';
import type { Reply } from '#functions/http/reply.ts';
import * as files from '#functions/prints/files.ts';
import { linked } from '#functions/prints/links.ts';
import { draftDays } from '#functions/prints/places.ts';
import { documentIdOf, render, sha256 } from '#functions/prints/render.ts';
import * as catalogs from '#functions/store/catalog.ts';
import * as documents from '#functions/store/documents.ts';
import * as history from '#functions/store/history.ts';
import { expiryAfter } from '#functions/store/table.ts';

/** Who prints what, when, and by which request. */
type Printing = { caller: Caller; body: PrintOrder; at: Instant; requestId: string };

/** Prints what has not been printed yet, remembers that it was asked for, and replies with a link to it. */
export async function printed(
  action: 'printOrder' | 'printLabOrder',
  { order, settings }: { order: Order; settings: Settings },
  { caller, body, at, requestId }: Printing,
): Promise<Reply | Refused> {
  const { employees } = await catalogs.find(order.tenantId, printNeeds(order, body));
  const decision = printOrder(order, body, { caller, settings, employees });
  if ('refused' in decision) return decision;
  const print = decision.accepted;
  const { tenantId, number } = order;
  const documentId = documentIdOf(print);
  const by = actorOf(caller);
  const document =
    (await documents.find(tenantId, number, documentId, at)) ?? (await rendered(order, print, { documentId, at, by }));
  await history.insertRead(tenantId, number, { action, by, at, documentId }, requestId);
  const location = { printOrder: `/v1/orders/${number}`, printLabOrder: `/v1/lab/orders/${tenantId}/${number}` }[
    action
  ];
  const headers = { location: `${location}/documents/${documentId}` };
  return { status: 201, headers, body: await linked(document, at) };
}

async function rendered(
  order: Order,
  { sheet, sections, pay }: Print,
  { documentId, at, by }: Pick<PrintedDocument, 'documentId' | 'at' | 'by'>,
): Promise<PrintedDocument> {
  const pdf = await render(sheet);
  const document: PrintedDocument = {
    tenantId: order.tenantId,
    number: order.number,
    documentId,
    version: order.version,
    kind: sheet.kind,
    sections,
    pay,
    file: files.fileOf(order, documentId),
    sha256: sha256(pdf),
    bytes: pdf.length,
    at,
    by,
    ...(order.status !== 'published' && { expiresAt: expiryAfter(at, draftDays) }),
  };
  await files.put(document, pdf);
  await documents.insert(document);
  return document;
}
