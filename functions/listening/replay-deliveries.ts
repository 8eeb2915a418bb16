import { replayDeliveries as route } from '#functions/contract/listening/replay-deliveries.ts';
import { replayDeliveries } from '#functions/frames/listening/replay-deliveries.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Sends a part of the feed again to a subscription of the organisation, in order. */
export const handler = endpoint(route, replayDeliveries);
