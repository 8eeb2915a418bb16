import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '#domain/kernel/identifiers.ts';

const prefix = 'whsec_';

/** A secret of Standard Webhooks 1.0.0: 24 random bytes in base64, behind `whsec_`. */
export const makeSecret = (): string => `${prefix}${randomBytes(24).toString('base64')}`;

/** The headers of Standard Webhooks 1.0.0 for a body sent at an instant: one signature for each secret that is valid. */
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
