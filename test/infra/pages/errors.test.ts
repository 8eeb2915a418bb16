import { describe, expect, test } from 'vitest';
import { codes, codesIn, placesOf } from '#functions/codes.ts';
import { errorsMarkdown, errorsPage } from '#infra/pages/errors.ts';

const page = errorsPage();

describe('The page of codes', () => {
  test('has one line for each code, which its fragment leads to', () => {
    const ids = [...page.matchAll(/<tr id="([^"]+)">/g)].map(([, id]) => id);
    expect(ids).toEqual(Object.keys(codes));
    expect(ids).toEqual(expect.arrayContaining(codesIn.problem));
    for (const id of ids) expect(page).toContain(`<a href="#${id}">`);
  });

  test('says where a code stands: the status of a problem, or the list that has it', () => {
    expect(placesOf('not_ready')).toEqual(['422']);
    expect(placesOf('forbidden')).toEqual(['403', 'errors']);
    expect(placesOf('shade_missing')).toEqual(['errors', 'readiness']);
    expect(placesOf('gap_in_bridge')).toEqual(['warnings']);
    for (const code of Object.keys(codes)) expect(placesOf(code)).not.toEqual([]);
  });

  test('shows the same words as docs/errors.md, as text and not as markup', () => {
    const rows = errorsMarkdown().split('\n').slice(6);
    expect(rows).toHaveLength(Object.keys(codes).length);
    const plain = (text: string) =>
      text
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
    const shown = [...page.matchAll(/<tr id=.+<\/tr>/g)].map(([row]) =>
      row.split('</td>').slice(0, -1).map(plain).join(' | '),
    );
    expect(shown).toEqual(rows.map((row) => row.slice(2, -2).replaceAll('`', '')));
  });
});
