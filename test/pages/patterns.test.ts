import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { documents } from '#infra/docs.ts';
import { debianPython, need } from '#test/support/pages.ts';

need('javac', 'default-jdk-headless');
need(debianPython, 'python3');

/** All patterns in what is published. */
const patterns = new Set<string>();
function collect(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node))
    if (key === 'pattern' && typeof value === 'string') patterns.add(value);
    else collect(value);
}
for (const draw of Object.values(documents)) collect(draw());

/**
 * Texts that some pattern takes or refuses. None ends in a line feed: `$` matches before it in Java and Python, and no
 * spelling of the end is read by all.
 */
const samples = [
  ...['', ' ', 'a', 'A', '7', '-', '_', 'é', 'ß', 'İ', 'ſ', '٣', '\u{1F9B7}', '\uD83E', 'a\u2028b', 'a\u00A0b'],
  ...['dr-weber', 'Dr-Weber', '-weber', 'dr.weber', 'dr_weber', `${'x'.repeat(40)}`, `${'x'.repeat(41)}`, 'd٣'],
  ...['E33E1B813D', '#E33E1B813D', '#e33e1b813d', '##E33E1B813D', 'E33E1B813', 'E33E1B813G', 'E33E1B813٣'],
  ...['a'.repeat(64), 'A'.repeat(64), 'a'.repeat(63), `${'0123456789abcdef'.repeat(4)}`],
  ...['EUR', 'eur', 'EU', 'EURO', 'ÉUR', 'ＥＵＲ'],
  ...['09:00', '23:59', '24:00', '9:00', '09:60', '٠٩:٠٠', '09:00 ', '09:0٠'],
  ...['Europe/Berlin', 'Etc/GMT+2', 'America/Port-au-Prince', '+02:00', 'Europe/Köln', 'E٣', 'Europe Berlin'],
  ...[
    'Crown on 11',
    'Größe 12 – Приклад',
    'line\nfeed',
    'tab\there',
    'a\u0000b',
    'a\u007Fb',
    'a\u0085b',
    'a\u009Fb',
    'a\u000Bb',
  ],
];
const cases = [...patterns].flatMap((pattern) => samples.map((sample) => ({ pattern, sample })));

const encoded = (text: string) => Buffer.from(text, 'utf16le').toString('base64') || '-';
const lines = cases.map(({ pattern, sample }) => `${encoded(pattern)} ${encoded(sample)}`).join('\n');

const java = `
import java.io.*; import java.util.*; import java.util.regex.*; import static java.nio.charset.StandardCharsets.*;
class Matches {
  static String text(String encoded) { return encoded.equals("-") ? "" : new String(Base64.getDecoder().decode(encoded), UTF_16LE); }
  public static void main(String[] none) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = lines.readLine()) != null; ) {
      var parts = line.split(" ");
      System.out.println(Pattern.compile(text(parts[0])).matcher(text(parts[1])).find());
    }
  }
}`;

const python = `
import base64, re, sys
text = lambda encoded: '' if encoded == '-' else base64.b64decode(encoded).decode('utf-16-le', 'surrogatepass')
for line in sys.stdin:
    pattern, sample = map(text, line.split())
    print('true' if re.search(pattern, sample) else 'false')
`;

/** What a program says to each case. */
function answersOf(program: string, args: string[]): boolean[] {
  const { stdout, stderr, status } = spawnSync(program, args, { input: lines, encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => line === 'true');
}

describe('Every published pattern', () => {
  const answers: Record<string, boolean[]> = {};
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'patterns-'));
    const source = join(folder, 'Matches.java');
    writeFileSync(source, java);
    expect(spawnSync('javac', [source], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    answers['Java'] = answersOf('java', ['-cp', folder, 'Matches']);
    answers['Python'] = answersOf(debianPython, ['-c', python]);
    answers['JavaScript with u'] = cases.map(({ pattern, sample }) => new RegExp(pattern, 'u').test(sample));
  }, 60_000);

  test.each(['Java', 'Python', 'JavaScript with u'])('says in %s what it says in JavaScript', (language) => {
    const differing = cases.filter(
      ({ pattern, sample }, index) => answers[language]?.[index] !== new RegExp(pattern).test(sample),
    );
    expect(differing).toEqual([]);
  });

  test('takes some text, and refuses another', () => {
    expect(patterns.size).toBeGreaterThan(5);
    for (const pattern of patterns) {
      const verdicts = new Set(samples.map((sample) => new RegExp(pattern).test(sample)));
      expect(verdicts, pattern).toEqual(new Set([true, false]));
    }
  });

  test('has nothing that others read otherwise: classes by property or by letter, and looking around', () => {
    const otherwise = /\\[pPdDwWsSbB]|\(\?/;
    expect([...patterns].filter((pattern) => otherwise.test(pattern))).toEqual([]);
    for (const planted of ['^\\P{Cc}*$', '^\\d{4}$', '(?!x)y', '(?<year>[0-9])']) expect(planted).toMatch(otherwise);
  });
});
