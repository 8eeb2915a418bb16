import { getLabDocument as route } from '#functions/contract/lab/get-lab-document.ts';
import { openDocument } from '#functions/frames/open-document.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { recordRead } from '#functions/frames/record-read.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Gives a laboratory a fresh link to a printed document, and records that in the order's history. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder(route, request);
  if (found.kind === 'refused') return found;
  const reply = await openDocument(found.accepted, request);
  if (reply.kind === 'refused') return reply;
  const { documentId } = request.params;
  await recordRead(found.accepted.order, { action: route.name, documentId }, request);
  return reply;
});
