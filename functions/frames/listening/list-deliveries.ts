import { toAttemptReply } from '#domain/listening/delivery.ts';
import { findSubscription, type SubscriptionRequest } from '#functions/frames/listening/find-subscription.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import { listAttempts, Position } from '#functions/store/deliveries.ts';

type ListRequest = SubscriptionRequest & { query: { limit: number; cursor?: string | undefined } };

/** Reads the attempts of a subscription and what its endpoint replied, newest first. `path` is that of the route. */
export const listDeliveries =
  ({ path }: { path: string }) =>
  async (request: ListRequest) => {
    const found = await findSubscription(request);
    if (found.kind === 'refused') return found;
    const { caller, params, query } = request;
    const listed = { caller, filter: params.id };
    const start = positionIn(query.cursor, Position, listed);
    if (start.kind === 'refused') return start;

    const { attempts, more } = await listAttempts(found.accepted, start.accepted, query.limit);
    const last = attempts.at(-1);
    const nextCursor = more && last ? cursorOf({ at: last.at, eventId: last.eventId }, listed) : null;
    return pageOf(attempts.map(toAttemptReply), nextCursor, path.replace('{id}', params.id), query);
  };
