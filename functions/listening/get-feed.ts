import { getFeed as route } from '#functions/contract/listening/get-feed.ts';
import { readFeed } from '#functions/frames/listening/read-feed.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads the events for the organisation, in order and without gaps. With `wait`, waits for the next one. */
export const handler = endpoint(route, readFeed);
