import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problem } from '#functions/http/problem.ts';

/** Answers what no route takes. */
export const handler = async ({ requestContext }: APIGatewayProxyEventV2) =>
  problem({ code: 'not_found' }, requestContext.requestId);
