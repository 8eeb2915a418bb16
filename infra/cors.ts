import { routes } from '#functions/contract/routes.ts';

/** What pages of a stage's `origins` may ask from a browser, and what they may read of an answer. */
export const cors = {
  methods: [...new Set(Object.values(routes).map(({ method }) => method))],
  headers: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
  exposed: ['etag', 'link', 'location', 'retry-after', 'x-request-id'],
  maxAgeSeconds: 7200,
};
