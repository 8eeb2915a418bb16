/** What a route answers when it does not refuse. */
export type Reply<Body> = { kind: 'reply'; status: 200 | 201; body: Body; headers: Record<string, string> };

export const reply = <Body>(
  body: Body,
  headers: Record<string, string> = {},
  status: 200 | 201 = 200,
): Reply<Body> => ({ kind: 'reply', status, body, headers });

/** What a route answers that has nothing to show: it is done, or what its reader knows is still so. */
export type Silent = { kind: 'silent'; status: 204 | 304; headers: Record<string, string> };

/** The reply of what is done and has nothing to show. */
export const nothing: Silent = { kind: 'silent', status: 204, headers: {} };

/** The reply, with its headers, to who knows already what it would show. */
export const unchanged = (headers: Record<string, string>): Silent => ({ kind: 'silent', status: 304, headers });

/** The headers of every reply of ours; the id is that of its line in our log. */
export const everyReply = (requestId: string): Record<string, string> => ({
  'cache-control': 'no-store',
  'x-request-id': requestId,
});

/** The version as an ETag; what has never been written has none. */
export const etagOf = (version: number): Record<string, string> => (version > 0 ? { etag: `"${version}"` } : {});
