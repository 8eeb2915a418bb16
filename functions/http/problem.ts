import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { RequestFault } from '#domain/kernel/decision.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import { pagePaths } from '#functions/contract/places.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { environment } from '#functions/environment.ts';
import type { HttpFault } from '#functions/http/messages/messages.ts';
import type { Words } from '#functions/http/messages/words.ts';
import type { Refusal } from '#functions/http/refusal.ts';
import { etagOf, everyReply, inLanguage } from '#functions/http/reply.ts';

/** The address of the pages; one of them explains every code. */
const pages = environment('PAGES_URL');

/** The reply to a refused request (RFC 9457), with the facts of the refusal, in words. */
export function problem(
  refusal: Refusal & { headers?: Record<string, string>; errors?: (RequestFault | HttpFault)[] },
  requestId: string,
  words: Words,
): APIGatewayProxyStructuredResultV2 {
  const { code, headers, errors, ...facts } = refusal;
  const status: number = problemStatuses[code];
  const { title, detail } = inProse(refusal, words.problems);
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...everyReply(requestId),
      ...inLanguage(words),
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
      ...(errors && { errors: errors.map((fault) => inWords(words.faults, fault)) }),
    }),
  };
}

type Refused<Code> = Extract<Refusal, { code: Code }>;
type Problems = { [Code in Refusal['code']]: { title: string; detail: (facts: Refused<Code>) => string } };

/** The title and detail of a refusal. */
function inProse<Code extends Refusal['code']>(refusal: Refused<Code>, problems: Problems) {
  const { title, detail }: { title: string; detail: (facts: Refused<Code>) => string } = problems[refusal.code];
  return { title, detail: detail(refusal) };
}
