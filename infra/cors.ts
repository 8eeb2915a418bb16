import { routes } from '#functions/contract/routes.ts';

/** The CORS settings of the API for the stage's pages. */
export const cors = {
  methods: [...new Set(Object.values(routes).map(({ method }) => method))],
  headers: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'prefer', 'traceparent'],
  exposed: ['etag', 'link', 'location', 'preference-applied', 'retry-after', 'x-request-id'],
  maxAgeSeconds: 7200,
};

/** The CORS settings of the bucket: pages may read a file behind a link, also by range requests as PDF viewers do. */
export const fileCors = {
  methods: ['GET'],
  headers: ['range'],
  exposed: ['accept-ranges', 'content-disposition', 'content-length', 'content-range', 'etag'],
  maxAgeSeconds: cors.maxAgeSeconds,
} as const;
