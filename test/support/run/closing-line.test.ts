import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const files = {
  'vitest.config.ts': `
    import { ClosingLine } from '${join(import.meta.dirname, 'closing-line.ts')}';
    const project = (name: string, more = {}) => ({ extends: true, test: { name, include: [name + '/*.test.ts'], ...more } });
    const reporters = [new ClosingLine()];
    const projects = [project('one', { isolate: false }), project('other'), project('unset', { globalSetup: 'unset/up.ts' })];
    export default { test: { globals: true, reporters, projects } };`,
  'one/mixed.test.ts': `
    it('passes', () => {});
    it('fails', () => expect(1).toBe(2));
    it.skip('is skipped', () => {});
    it.todo('is to be written');
    describe('where a hook fails', () => {
      beforeAll(() => Promise.reject(new Error('A hook fails.')));
      it('never runs', () => {});
    });`,
  'one/good.test.ts': `it('passes, too', () => {});`,
  'other/good.test.ts': `it('passes in the other project', () => {});`,
  'other/broken.test.ts': `import './nowhere.ts';`,
  'other/late.test.ts': `
    it('throws when it is over', async () => {
      setTimeout(() => { throw new Error('Nobody catches this.'); });
      await new Promise((done) => setTimeout(done, 50));
    });`,
  'other/crash.test.ts': `it('kills its process', () => process.abort());`,
  'unset/up.ts': `export default () => Promise.reject(new Error('Nothing is set up.'));`,
  'unset/good.test.ts': `it('would pass', () => {});`,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'closing-line-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['passed tests of all projects', ['good', '--project', 'one', '--project', 'other'], 0, '2 passed, 0 failed'],
  [
    'failed, skipped and todo tests, and failed hooks with the tests that did not run, as failures',
    ['mixed'],
    1,
    '1 passed, 5 failed',
  ],
  ['files that do not load, uncaught errors and crashes as failures', ['other/'], 1, '2 passed, 4 failed'],
  ['a failed global set-up as a failure', ['unset/'], 1, '0 passed, 1 failed'],
  ['only the tests chosen by name', ['one/', '-t', 'passes'], 0, '2 passed, 0 failed'],
  ['only the test chosen by line', ['one/mixed.test.ts:2'], 0, '1 passed, 0 failed'],
  ['a name that no test has as a failure', ['one/', '-t', 'no such name'], 1, '0 passed, 1 failed'],
  ['a missing test file as a failure', ['no-such-file'], 1, '0 passed, 1 failed'],
])('The last line of a run counts %s', (_, chosen, code, line) => {
  const command = [resolve('node_modules/vitest/vitest.mjs'), 'run', ...chosen];
  const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8', cwd: folder });
  expect({ status, line: stdout.trim().split('\n').at(-1) }).toEqual({ status: code, line });
});
