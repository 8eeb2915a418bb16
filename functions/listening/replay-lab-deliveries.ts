import { replayLabDeliveries as route } from '#functions/contract/listening/replay-lab-deliveries.ts';
import { replayDeliveries } from '#functions/frames/listening/replay-deliveries.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Sends events again to a subscription of the laboratory: all after a number of the feed, a range, or one event. */
export const handler = endpoint(route, replayDeliveries);
