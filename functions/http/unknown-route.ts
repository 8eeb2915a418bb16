import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import { environment } from '#functions/environment.ts';
import { pathPattern } from '#functions/http/path-pattern.ts';
import { problem } from '#functions/http/problem.ts';
import { everyReply } from '#functions/http/reply.ts';

/** The paths that there are, each with its methods: told by the deployment, since the route table would load every schema. */
const known: Record<string, string> = JSON.parse(environment('KNOWN_PATHS'));
const paths = Object.entries(known).map(([path, methods]) => ({ pattern: pathPattern(path), methods }));

/**
 * Answers what no route takes, whoever asks: a known path with another method, and any other path. Also the question of a
 * browser whether it may ask, to which the API adds what it may.
 */
export const handler = async ({ rawPath, requestContext }: APIGatewayProxyEventV2): Promise<Result> => {
  const { http, requestId } = requestContext;
  if (http.method === 'OPTIONS') return { statusCode: 204, headers: everyReply(requestId) };
  const taken = paths.filter(({ pattern }) => pattern.test(rawPath)).map(({ methods }) => methods);
  if (taken.length === 0) return problem({ code: 'not_found' }, requestId);
  return problem({ code: 'method_not_allowed', headers: { allow: taken.join(', ') } }, requestId);
};
