import { toAttemptReply } from '#domain/listening/delivery.ts';
import { listDeliveries as route } from '#functions/contract/listening/list-deliveries.ts';
import { findSubscription } from '#functions/frames/listening.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { listAttempts, Position } from '#functions/store/deliveries.ts';

/** Reads the attempts of a subscription and what its endpoint replied, newest first. */
export const handler = endpoint(route, async (request) => {
  const found = await findSubscription(request);
  if (found.kind === 'refused') return found;
  const { caller, params, query } = request;
  const listed = { caller, filter: params.id };
  const start = positionIn(query.cursor, Position, listed);
  if (start.kind === 'refused') return start;

  const { attempts, more } = await listAttempts(found.accepted, start.accepted, query.limit);
  const last = attempts.at(-1);
  const nextCursor = more && last ? cursorOf({ at: last.at, eventId: last.eventId }, listed) : null;
  return pageOf(attempts.map(toAttemptReply), nextCursor, `/v1/lab/subscriptions/${params.id}/deliveries`, query);
});
