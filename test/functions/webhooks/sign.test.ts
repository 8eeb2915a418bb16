import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { makeSecret, signatureHeaders } from '#functions/webhooks/sign.ts';

const body = JSON.stringify({ id: 'northside_E33E1B813D_4', note: 'Łukaszewska ✓' });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const verified = (secret: string, headers: Record<string, string>, sent = body) =>
  new Webhook(secret).verify(sent, headers);

describe('a delivery, read by an independent implementation of Standard Webhooks', () => {
  const [secret, other] = [makeSecret(), makeSecret()];
  const headers = signatureHeaders('northside_E33E1B813D_4', minutesAgo(0), body, [secret]);

  test('verifies', () => {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect(verified(secret, headers)).toEqual(JSON.parse(body));
  });

  test('is refused with a changed body, another id, an old timestamp, or a foreign secret', () => {
    expect(() => verified(secret, headers, body.replace('✓', '✗'))).toThrow('No matching signature');
    expect(() => verified(secret, { ...headers, 'webhook-id': 'another' })).toThrow('No matching signature');
    expect(() => verified(secret, signatureHeaders('one', minutesAgo(6), body, [secret]))).toThrow('too old');
    expect(() => verified(secret, { ...headers, 'webhook-timestamp': `${Date.now()}` })).toThrow('too new');
    expect(() => verified(other, headers)).toThrow('No matching signature');
  });

  test('verifies with the old and the new secret while they rotate', () => {
    const rotating = signatureHeaders('one', minutesAgo(0), body, [other, secret]);
    expect([verified(secret, rotating), verified(other, rotating)]).toEqual([JSON.parse(body), JSON.parse(body)]);
    expect(() => verified(makeSecret(), rotating)).toThrow('No matching signature');
  });
});
