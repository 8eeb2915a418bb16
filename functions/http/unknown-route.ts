import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import { problem } from '#functions/http/problem.ts';
import { everyReply } from '#functions/http/reply.ts';

/** Answers what no route takes: also the question of a browser whether it may ask, to which the API adds what it may. */
export const handler = async ({ requestContext }: APIGatewayProxyEventV2): Promise<Result> =>
  requestContext.http.method === 'OPTIONS'
    ? { statusCode: 204, headers: everyReply(requestContext.requestId) }
    : problem({ code: 'not_found' }, requestContext.requestId);
