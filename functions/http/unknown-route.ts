import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import { pagePaths, startPath } from '#functions/contract/places.ts';
import { environment } from '#functions/environment.ts';
import { wordsFor } from '#functions/http/messages/words.ts';
import { problem } from '#functions/http/problem.ts';
import { everyReply } from '#functions/http/reply.ts';

/** Every path by its methods, passed in by the deployment: importing the routes would load every schema. */
const known: Record<string, string[]> = JSON.parse(environment('KNOWN_PATHS'));
const paths = Object.entries(known).flatMap(([methods, below]) =>
  below.map((path) => ({ pattern: new RegExp(`^${startPath}${path.replaceAll('+', '[^/]+')}$`), methods })),
);

const pages = environment('PAGES_URL');
const { documentation, openapi } = pagePaths;

/** The reply to `GET /v1`: where the documents are, and where a token is to be had. */
const places = JSON.stringify({
  ...Object.fromEntries(Object.entries(pagePaths).map(([name, path]) => [name, `${pages}${path}`])),
  tokens: environment('TOKENS_URL'),
});
const link = [
  `<${pages}${openapi}>; rel="service-desc"; type="application/json"`,
  `<${pages}${documentation}>; rel="service-doc"; type="text/html"`,
].join(', ');

/**
 * Answers what no route takes: `GET /v1` with where things are, a known path with another method with 405, and any other
 * path with 404. Also answers a browser's preflight (OPTIONS); API Gateway adds the CORS headers.
 */
export const handler = async ({ headers, rawPath, requestContext }: APIGatewayProxyEventV2): Promise<Result> => {
  const { http, requestId } = requestContext;
  if (http.method === 'OPTIONS') return { statusCode: 204, headers: everyReply(requestId) };
  if (http.method === 'GET' && rawPath === startPath)
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json', link, ...everyReply(requestId) },
      body: places,
    };
  const taken = paths.filter(({ pattern }) => pattern.test(rawPath)).map(({ methods }) => methods);
  const words = await wordsFor(headers['accept-language']);
  if (taken.length > 0)
    return problem({ code: 'method_not_allowed', headers: { allow: taken.join(', ') } }, requestId, words);
  const isVersioned = rawPath.split('/')[1] === 'v1';
  return problem({ code: 'not_found', ...(isVersioned ? {} : { because: 'unversioned' }) }, requestId, words);
};
