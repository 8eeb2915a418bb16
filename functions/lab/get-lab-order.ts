import { getLabOrder as route } from '#functions/contract/lab/get-lab-order.ts';
import { labOrderReply } from '#functions/frames/order-reply.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { recordRead } from '#functions/frames/record-read.ts';
import { isKnown } from '#functions/http/conditions.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads an order sent to the laboratory and records it in the history, unless the laboratory has that version. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder<'laboratory'>(route, request);
  if (found.kind === 'refused') return found;
  const { order } = found.accepted;
  const reply = labOrderReply(order, found.accepted, {});
  if (!isKnown(request.ifNoneMatch, reply.headers)) await recordRead(order, { action: route.name }, request);
  return reply;
});
