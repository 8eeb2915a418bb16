import { routes } from '#functions/contract/routes.ts';

/** What pages of a stage's `origins` may ask from a browser, and what they may read of an answer. */
export const cors = {
  methods: [...new Set(Object.values(routes).map(({ method }) => method))],
  headers: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
  exposed: ['etag', 'link', 'location', 'retry-after', 'x-request-id'],
  maxAgeSeconds: 7200,
};

/** What they may ask of the bucket: to read what a link opens, whole or in parts, as viewers of PDFs do. */
export const fileCors = {
  methods: ['GET'],
  headers: ['range'],
  exposed: ['accept-ranges', 'content-disposition', 'content-length', 'content-range', 'etag'],
  maxAgeSeconds: cors.maxAgeSeconds,
} as const;
