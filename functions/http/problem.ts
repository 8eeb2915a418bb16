import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { wordsOf } from '#functions/http/messages/messages.ts';
import type { Refusal } from '#functions/http/refusal.ts';
import { etagOf, everyReply } from '#functions/http/reply.ts';

/** The HTTP status of every refusal. A refusal without a row does not compile. */
const statuses: Record<Refusal['code'], number> = {
  malformed_body: 400,
  invalid_header: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_status: 409,
  payroll_finalized: 409,
  feed_expired: 410,
  version_conflict: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  not_ready: 422,
  idempotency_key_reused: 422,
  precondition_required: 428,
  internal_error: 500,
  try_again: 503,
};

/** The reply to a refused request (RFC 9457), with the facts of the refusal. */
export function problem(
  refusal: Refusal & { headers?: Record<string, string> },
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const { code, headers, ...facts } = refusal;
  const status = statuses[code];
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
    body: JSON.stringify({ type: `urn:order-desk:problem:${code}`, title, status, code, detail, requestId, ...facts }),
  };
}
