import { codes, placesOf } from '#functions/codes.ts';

const columns = ['Code', 'Where', 'What it means', 'What to do'];

const rows = Object.entries(codes).map(([code, row]) => ({ code, where: placesOf(code), ...row }));

/** docs/errors.md: every code, with the way from a reply to its line. */
export function errorsMarkdown(): string {
  const lines = rows.map(({ code, where, meaning, cure }) =>
    [`\`${code}\``, where.map((place) => `\`${place}\``).join(', '), meaning, cure].join(' | '),
  );
  return [
    '# Codes',
    '',
    'Every `code` of a refusal, a fault or a warning, drawn from [the code](../functions/codes.ts). Where: the status of a refusal, or the member of a reply that lists it. [clinics.md](clinics.md#errors) shows one.',
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; }
  th, td { padding: 0.4rem 1.2rem 0.4rem 0; border-bottom: 1px solid #8886; text-align: left; vertical-align: top; }
  tr { scroll-margin-top: 2rem; }
  tr:target { background: #fd06; }
  td code { white-space: nowrap; }
  a { color: inherit; }
`;

/** The page of all codes: the type of a problem leads to the line of its code. It loads nothing else. */
export function errorsHtml(): string {
  const cell = (text: string) => `<td>${escaped(text)}</td>`;
  const lines = rows.map(
    ({ code, where, meaning, cure }) =>
      `<tr id="${code}"><td><a href="#${code}"><code>${code}</code></a></td>` +
      `<td>${where.map((place) => `<code>${place}</code>`).join(', ')}</td>${cell(meaning)}${cell(cure)}</tr>`,
  );
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Codes of the order desk</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<h1>Codes</h1>',
    '<p>Every <code>code</code> of a refusal, a fault or a warning. Where: the status of a refusal, or the member of a reply that lists it.</p>',
    '<table>',
    `<thead><tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...lines,
    '</tbody>',
    '</table>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
