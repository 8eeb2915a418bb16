import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeDesk } from '#infra/bundles/make-desk.ts';
import { deskPage } from '#infra/pages/desk.ts';

const bundle = await makeDesk();

/** The files that the browser loads before it can show the first screen: a script, and what it imports at its beginning. */
function loadedFirst(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const imported = (bundle[name] ?? expect.fail(name)).matchAll(
    /(?:^|[;}])(?:import|export)[^;()]*?from"\.\/([^"]+)"|import"\.\/([^"]+)"/g,
  );
  for (const [, from, alone] of imported) loadedFirst(`desk/${from ?? alone}`, seen);
  return seen;
}

describe('the bundle of the desk', () => {
  test('has at most 120 KB, compressed, in what the first view needs', () => {
    const first = [...loadedFirst('desk/main.js'), 'desk/main.css'].map((name) => bundle[name] ?? '');
    expect(first.length).toBeGreaterThan(2);
    const sizes = [deskPage(), ...first].map((text) => gzipSync(text).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(120 * 1024);
  });

  test('loads the code of the sign-in page only where there is one', () => {
    const withCode = Object.keys(bundle).filter((name) => bundle[name]?.includes('code_challenge_method'));
    expect(withCode).toHaveLength(1);
    for (const name of loadedFirst('desk/main.js')) expect(withCode).not.toContain(name);
  });

  test('loads what joins PDFs only where papers are printed', () => {
    const withPdf = Object.keys(bundle).filter((name) => bundle[name]?.includes('PDFDocument.load'));
    expect(withPdf).toHaveLength(1);
    for (const name of loadedFirst('desk/main.js')) expect(withPdf).not.toContain(name);
  });

  // But for who wrote a package, in a comment, for the names of XML namespaces in PDFs and of what writes them, and for the
  // examples in messages: example.com is reserved for them, and 127.0.0.1 is this machine.
  test('leads to no other server', () => {
    for (const text of Object.values(bundle))
      expect(
        text
          .replaceAll(/\/\*.*?\*\//gs, '')
          .match(
            /https?:\/\/(?!www\.w3\.org\/|ns\.adobe\.com\/|purl\.org\/dc\/|github\.com\/Hopding\/pdf-lib\)|www\.aiim\.org\/pdfa\/ns\/|json-schema\.org\/|example\.com\/|127\.0\.0\.1)[\w.-]+/g,
          ) ?? [],
      ).toEqual([]);
  });

  test('makes no code from text', () => {
    for (const text of Object.values(bundle)) expect(text).not.toMatch(/\beval\(/);
  });
});
