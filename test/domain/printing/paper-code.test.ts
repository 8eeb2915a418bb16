import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Id } from '#domain/kernel/identifiers.ts';
import { paperCodeOf, readPaperCode } from '#domain/printing/paper-code.ts';
import { asDraft, published, revised } from '#test/support/printing/orders-to-print.ts';

describe('the code on paper', () => {
  it('names the organisation, the order and the revision that was sent; that of a draft names no revision', () => {
    expect([published, revised(published, 12), asDraft(published)].map(paperCodeOf)).toEqual([
      'northside/E33E1B813D-1',
      'northside/E33E1B813D-12',
      'northside/E33E1B813D',
    ]);
  });

  it('is read as it was written, and takes at most 54 bytes up to the 99th revision', () => {
    const tenantId = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/).filter((text) => Id.safeParse(text).success);
    const number = fc.stringMatching(/^[0-9A-F]{10}$/);
    fc.assert(
      fc.property(tenantId, number, fc.integer({ min: 1, max: 99 }), fc.boolean(), (tenantId, number, times, sent) => {
        const order = { ...(sent ? revised(published, times) : asDraft(published)), tenantId, number };
        const code = paperCodeOf(order);
        expect(readPaperCode(code)).toEqual({ tenantId, number, revision: sent ? times : null });
        expect(Buffer.byteLength(code)).toBeLessThanOrEqual(54);
      }),
    );
  });

  it.each([
    ['E33E1B813D', { tenantId: null, number: 'E33E1B813D', revision: null }],
    [' #e33e1b813d\n', { tenantId: null, number: 'E33E1B813D', revision: null }],
    ['NORTHSIDE/e33e1b813d-2', { tenantId: 'northside', number: 'E33E1B813D', revision: 2 }],
    ['a/0123456789', { tenantId: 'a', number: '0123456789', revision: null }],
  ])('is read as scanners and people type it: %j', (text, code) => {
    expect(readPaperCode(text)).toEqual(code);
  });

  it.each([
    '',
    'E33E1B813',
    'E33E1B813DE',
    'northside',
    'northside/',
    '/E33E1B813D',
    'north side/E33E1B813D',
    'northside/E33E1B813D-0',
    'northside/E33E1B813D-',
    'northside/E33E1B813D-two',
    'https://example.com/northside/E33E1B813D-2',
    `${'a'.repeat(41)}/E33E1B813D`,
  ])('is nothing else: %j', (text) => {
    expect(readPaperCode(text)).toBeNull();
  });
});
