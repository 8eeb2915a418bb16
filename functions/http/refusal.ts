import type { Accepted, RequestFault, Refusal as RuleRefusal } from '#domain/kernel/decision.ts';
import type { HttpFault } from '#functions/http/messages/messages.ts';

/** Every refusal, of the rules and of the HTTP layer, with the facts for the reply. */
export type Refusal =
  | Exclude<RuleRefusal, { code: 'not_found' | 'validation_failed' }>
  | { code: 'validation_failed'; errors: (RequestFault | HttpFault)[] }
  | { code: 'unauthorized' }
  | { code: 'not_found'; because?: 'unversioned' | 'neverSent' }
  | { code: 'body_too_large' }
  | { code: 'method_not_allowed'; headers: Record<string, string> }
  | { code: 'unsupported_media_type'; expected: string; headers: Record<string, string> }
  | { code: 'malformed_body' }
  | { code: 'invalid_header'; errors: HttpFault[] }
  | { code: 'idempotency_key_reused'; errors: HttpFault[] }
  | { code: 'precondition_required' }
  | { code: 'version_conflict'; version: number; fields: string[] | null; because?: 'weak' | 'exists' }
  | { code: 'feed_expired'; oldest: number }
  | { code: 'try_again' }
  | { code: 'internal_error' };

export type Refused = { kind: 'refused'; refused: Refusal };

export const refuse = (refusal: Refusal): Refused => ({ kind: 'refused', refused: refusal });

/** A value, or why there is none. */
export type Result<Thing> = Accepted<Thing> | Refused;
