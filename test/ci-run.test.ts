import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

/** Runs `.ci/run` with a mocked npm, whose commands are these shell scripts. Returns the status and the last line. */
function ended(commands: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'ci-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'bin'));
  cpSync('.ci', join(folder, '.ci'), { recursive: true });
  const cases = Object.entries(commands).map(([command, lines]) => `"${command}") ${lines};;`);
  const npm = join(folder, 'bin', 'npm');
  writeFileSync(npm, ['#!/bin/sh', 'case "$*" in', ...cases, 'esac'].join('\n'));
  chmodSync(npm, 0o755);
  const env = { PATH: `${join(folder, 'bin')}:${process.env['PATH']}` };
  const { status, stdout } = spawnSync(join(folder, '.ci', 'run'), { encoding: 'utf8', env });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
}

const all = {
  ci: 'echo "added 400 packages"',
  test: 'echo "7 passed, 0 failed"',
  'run test:pages': 'echo "2 passed, 0 failed"',
  'run test:long': 'echo "30 passed, 0 failed"',
};

it.each([
  ['everything passes', all, 0, '39 passed, 0 failed'],
  [
    'one command fails',
    { ...all, test: 'echo "5 passed, 2 failed"; echo "npm error" >&2; exit 1' },
    1,
    '37 passed, 2 failed',
  ],
  ['one fails before its tests', { ...all, test: 'echo "src/a.ts: error"; exit 2' }, 1, '32 passed, 1 failed'],
  [
    'one fails after its tests',
    { ...all, 'run test:long': 'echo "30 passed, 0 failed"; exit 1' },
    1,
    '39 passed, 1 failed',
  ],
  ['npm ci fails', { ...all, ci: 'exit 1' }, 1, '0 passed, 1 failed'],
])('.ci/run goes on, adds up the counts and exits with the right status if %s', (_, commands, status, last) => {
  expect(ended(commands)).toEqual({ status, last });
});
