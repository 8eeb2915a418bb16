import type { Language } from '#domain/kernel/language.ts';

/** The success of a route. `whole`: the body says what no GET shows, so it is never left out. */
export type Reply<Body> = {
  kind: 'reply';
  status: 200 | 201;
  body: Body;
  headers: Record<string, string>;
  whole?: true;
};

export const reply = <Body>(
  body: Body,
  headers: Record<string, string> = {},
  status: 200 | 201 = 200,
): Reply<Body> => ({ kind: 'reply', status, body, headers });

/** A success without a body: made (201), done (204), or unchanged (304). */
export type Silent = { kind: 'silent'; status: 201 | 204 | 304; headers: Record<string, string> };

/** Done, with nothing to show (204). */
export const nothing: Silent = { kind: 'silent', status: 204, headers: {} };

/** The headers of a reply without a body, which is in no language. */
const bodiless = ({ 'content-language': _, ...headers }: Record<string, string>) => headers;

/** A reply without its body: what was made stays 201, anything else is done. */
export const withoutBody = ({ status, headers }: Reply<unknown>): Silent => ({
  kind: 'silent',
  status: status === 201 ? 201 : 204,
  headers: bodiless(headers),
});

/** Unchanged since the version that the caller has (304). */
export const unchanged = (headers: Record<string, string>): Silent => ({
  kind: 'silent',
  status: 304,
  headers: bodiless(headers),
});

/** The headers of all our replies; the request id is also in the log. */
export const everyReply = (requestId: string): Record<string, string> => ({
  'cache-control': 'no-store',
  'x-request-id': requestId,
});

/** The headers of a reply with words in the language of whoever asks. */
export const inLanguage = ({ language }: { language: Language }): Record<string, string> => ({
  'content-language': language,
  vary: 'Accept-Language',
});

/**
 * The ETag of a version; none for 0, which was never written. `beside` names the state of what a reply shows beside the
 * version, and what changes without a new one.
 */
export const etagOf = (version: number, beside?: string): Record<string, string> =>
  version > 0 ? { etag: `"${[version, beside ?? []].flat().join('-')}"` } : {};
