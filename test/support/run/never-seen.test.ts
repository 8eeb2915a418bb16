import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const seeing = (...seen: string[]) =>
  `afterAll(({}, { file }) => void (file.meta.seen = ${JSON.stringify(seen)})); it('sees', () => {}); it('looks', () => {});`;

const files = {
  'vitest.config.ts': `
    import { ClosingLine } from '${join(import.meta.dirname, 'closing-line.ts')}';
    import { NeverSeen } from '${join(import.meta.dirname, 'never-seen.ts')}';
    const { LISTED: listed = '', EXCUSED: excused = '' } = process.env;
    const reporters = [new NeverSeen(listed.split(' '), excused.split(' ')), new ClosingLine()];
    const projects = ['rules', 'product', 'pages'].map((name) => ({ extends: true, test: { name, include: [name + '/*.test.ts'] } }));
    export default { test: { globals: true, reporters, projects } };`,
  'rules/one.test.ts': seeing('a', 'b'),
  'rules/other.test.ts': seeing('c'),
  'product/all.test.ts': `${seeing('a', 'd')} it('may fail', () => expect(process.env.LISTED).not.toContain('failing'));`,
  'pages/all.test.ts': seeing('f'),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'never-seen-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const both = ['--project', 'rules', '--project', 'product'];
const cloud = 'Documented and never seen: cloud.';

it.each([
  ['passes when all is seen but what is excused', both, 'a b c d cloud', [cloud], '7 passed, 0 failed'],
  [
    'fails for what is documented and never seen',
    both,
    'a e f cloud',
    ['Documented and never seen: e, f, cloud.', 'Have a test see these, or take them out of the document: e, f.'],
    '7 passed, 1 failed',
  ],
  [
    'fails for an excuse of what is not documented',
    both,
    'a b',
    ['Documented and never seen: nothing.', 'Do not excuse these, for they are not documented: cloud.'],
    '7 passed, 1 failed',
  ],
  ['says nothing when a test has failed', both, 'a e failing', [], '6 passed, 1 failed'],
  ['says nothing of a part of the projects', ['--project', 'rules'], 'a e', [], '4 passed, 0 failed'],
  ['says nothing of a part of the files', [...both, 'rules/one', 'product/'], 'a e', [], '5 passed, 0 failed'],
  ['says nothing of tests chosen by name', [...both, '-t', 'sees'], 'a e', [], '3 passed, 0 failed'],
])('A run %s', (_, chosen, listed, lines, last) => {
  const { stdout } = spawnSync(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), 'run', ...chosen], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, LISTED: listed, EXCUSED: 'cloud' },
  });
  const said = stdout.trim().split('\n');
  expect(said.filter((line) => /Documented and|Have a test|Do not/.test(line))).toEqual(lines);
  expect(said.at(-1)).toBe(last);
});
