import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import { environment } from '#functions/environment.ts';
import { pathPattern } from '#functions/http/path-pattern.ts';
import { problem } from '#functions/http/problem.ts';
import { everyReply } from '#functions/http/reply.ts';

/** The methods of every path, passed in by the deployment: importing the routes would load every schema. */
const known: Record<string, string> = JSON.parse(environment('KNOWN_PATHS'));
const paths = Object.entries(known).map(([path, methods]) => ({ pattern: pathPattern(path), methods }));

/**
 * Answers what no route takes: 405 for a known path with another method, 404 for any other path. Also answers a
 * browser's preflight (OPTIONS); API Gateway adds the CORS headers.
 */
export const handler = async ({ rawPath, requestContext }: APIGatewayProxyEventV2): Promise<Result> => {
  const { http, requestId } = requestContext;
  if (http.method === 'OPTIONS') return { statusCode: 204, headers: everyReply(requestId) };
  const taken = paths.filter(({ pattern }) => pattern.test(rawPath)).map(({ methods }) => methods);
  if (taken.length > 0) return problem({ code: 'method_not_allowed', headers: { allow: taken.join(', ') } }, requestId);
  const isVersioned = rawPath.split('/')[1] === 'v1';
  return problem({ code: 'not_found', ...(isVersioned ? {} : { because: 'unversioned' }) }, requestId);
};
