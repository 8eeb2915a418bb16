/** The HTTP status of every problem, by its code. */
export const problemStatuses = {
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
} as const;

/** The path of the page that explains every code, below the address of the pages. */
export const errorsPath = '/docs/errors';
