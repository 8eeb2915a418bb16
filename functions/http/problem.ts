import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Refusal } from '#domain/decision.ts';
import { everyReply } from '#functions/http/reply.ts';

/** The status, title and cure of every refusal. A refusal without a row does not compile. */
const problems: Record<Refusal['code'] | 'internal_error', { status: number; title: string; detail: string }> = {
  unauthorized: { status: 401, title: 'Unauthorized', detail: 'The token does not say who you are for this service.' },
  forbidden: { status: 403, title: 'Forbidden', detail: 'You have no right to this.' },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing here, or nothing of yours.' },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address takes other methods; the header Allow names them.',
  },
  invalid_status: {
    status: 409,
    title: 'Not in this status',
    detail: 'The order does not allow this any more; actions names what it still allows.',
  },
  payroll_finalized: {
    status: 409,
    title: 'Payroll finalized',
    detail: 'The payroll is finalized; reopen it to change what technicians earn.',
  },
  feed_expired: {
    status: 410,
    title: 'Feed expired',
    detail: 'What follows this number is no longer kept. Go on after the number before `oldest`.',
  },
  version_conflict: {
    status: 412,
    title: 'Changed meanwhile',
    detail: 'This is not the version that stands. Read it again, then repeat your change.',
  },
  body_too_large: { status: 413, title: 'Body too large', detail: 'Send at most 1 MiB.' },
  unsupported_media_type: {
    status: 415,
    title: 'Media type not supported',
    detail: 'Send JSON, and say so in Content-Type.',
  },
  malformed_body: { status: 400, title: 'Malformed body', detail: 'The body is not JSON in UTF-8.' },
  invalid_header: {
    status: 400,
    title: 'Invalid header',
    detail: 'A header cannot be read; errors says what it should be.',
  },
  validation_failed: { status: 422, title: 'Validation failed', detail: 'Each fault is named under errors.' },
  not_ready: { status: 422, title: 'Not ready to publish', detail: 'What is still missing is named under errors.' },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used for another request. Take a new one.',
  },
  precondition_required: {
    status: 428,
    title: 'Precondition required',
    detail: 'Send If-Match with the ETag of the version that you have read.',
  },
  try_again: { status: 503, title: 'Try again', detail: 'Please repeat the request in a moment.' },
  internal_error: {
    status: 500,
    title: 'Internal error',
    detail: 'Something broke here. Nothing is wrong with your request.',
  },
};

/** The answer to a refused request (RFC 9457), with the facts that the refusal carries. */
export function problem(
  refusal: (Refusal | { code: 'internal_error' }) & { headers?: Record<string, string> },
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const { code, headers, ...facts } = refusal;
  const { status, title, detail } = problems[code];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...everyReply(requestId),
      ...headers,
      ...(status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
      ...(status === 503 && { 'retry-after': '1' }),
    },
    body: JSON.stringify({ type: `urn:order-desk:problem:${code}`, title, status, code, detail, requestId, ...facts }),
  };
}
