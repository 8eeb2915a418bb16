import { codes, placesOf } from '#functions/codes.ts';
import { escaped, htmlPage } from '#infra/pages/html.ts';

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

/** The page of all codes: the type of a problem leads to the line of its code. */
export function errorsPage(): string {
  const cell = (text: string) => `<td>${escaped(text)}</td>`;
  const lines = rows.map(
    ({ code, where, meaning, cure }) =>
      `<tr id="${code}"><td><a href="#${code}"><code>${code}</code></a></td>` +
      `<td>${where.map((place) => `<code>${place}</code>`).join(', ')}</td>${cell(meaning)}${cell(cure)}</tr>`,
  );
  return htmlPage(
    'Codes of the order desk',
    '<h1>Codes</h1>',
    '<p>Every <code>code</code> of a refusal, a fault or a warning. Where: the status of a refusal, or the member of a reply that lists it.</p>',
    '<table>',
    `<thead><tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...lines,
    '</tbody>',
    '</table>',
  );
}
