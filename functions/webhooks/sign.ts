import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '#domain/kernel/identifiers.ts';

const prefix = 'whsec_';

/** A new signing secret (Standard Webhooks 1.0.0): `whsec_` and 24 random bytes in base64. */
export const makeSecret = (): string => `${prefix}${randomBytes(24).toString('base64')}`;

/** The headers of a signed webhook (Standard Webhooks 1.0.0), with one signature for each valid secret. */
export function signatureHeaders(
  id: string,
  at: Instant,
  body: string,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = Math.floor(Date.parse(at) / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': `${timestamp}`, 'webhook-signature': signatures.join(' ') };
}
