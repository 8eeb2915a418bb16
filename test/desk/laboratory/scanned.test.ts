import { describe, expect, it } from 'vitest';
import { revisionIn, scanned } from '#desk/laboratory/start/scanned.ts';

const rows = [
  { tenantId: 'northside', number: 'E33E1B813D' },
  { tenantId: 'northside', number: 'AAAAAAAAAA' },
  { tenantId: 'lakeview', number: 'AAAAAAAAAA' },
];

describe('what a laboratory scans', () => {
  it.each([
    ['northside/E33E1B813D-2', '/orders/northside/E33E1B813D?revision=2'],
    ['lakeview/0123456789-1', '/orders/lakeview/0123456789?revision=1'],
    ['lakeview/0123456789', '/orders/lakeview/0123456789'],
    ['E33E1B813D', '/orders/northside/E33E1B813D'],
    ['#e33e1b813d', '/orders/northside/E33E1B813D'],
  ])('leads to its order: %s', (text, address) => {
    expect(scanned(text, rows)).toEqual({ kind: 'order', address });
  });

  it('says why it leads nowhere', () => {
    expect(scanned('AAAAAAAAAA', rows)).toEqual({ kind: 'several' });
    expect(scanned('BBBBBBBBBB', rows)).toEqual({ kind: 'unknown' });
    expect(scanned('4006381333931', rows)).toEqual({ kind: 'unreadable' });
    expect(scanned('', rows)).toEqual({ kind: 'unreadable' });
  });

  it.each([
    ['revision=2', 2],
    ['', null],
    ['revision=0', null],
    ['revision=x', null],
    ['revision=1.5', null],
  ])('tells the order’s page which revision the paper is of: %s', (search, revision) => {
    expect(revisionIn(new URLSearchParams(search))).toBe(revision);
  });
});
