import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { pagePaths } from '#functions/contract/places.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { environment } from '#functions/environment.ts';
import { wordsOf } from '#functions/http/messages/messages.ts';
import type { Refusal } from '#functions/http/refusal.ts';
import { etagOf, everyReply } from '#functions/http/reply.ts';

/** The address of the pages; one of them explains every code. */
const pages = environment('PAGES_URL');

/** The reply to a refused request (RFC 9457), with the facts of the refusal. */
export function problem(
  refusal: Refusal & { headers?: Record<string, string> },
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const { code, headers, ...facts } = refusal;
  const status: number = problemStatuses[code];
  const { title, detail } = wordsOf(refusal);
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...everyReply(requestId),
      ...headers,
      ...(refusal.code === 'version_conflict' && etagOf(refusal.version)),
      ...(status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
      ...(status === 503 && { 'retry-after': '1' }),
    },
    body: JSON.stringify({
      type: `${pages}${pagePaths.errors}#${code}`,
      title,
      status,
      code,
      detail,
      requestId,
      ...facts,
    }),
  };
}
