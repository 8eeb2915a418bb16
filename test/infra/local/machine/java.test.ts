import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findJava } from '#infra/local/machine/java.ts';

afterEach(() => void vi.unstubAllEnvs());

/** A directory with a `bin/java` that says it is of a version. */
function home(version: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'java-'));
  const java = join(directory, 'bin', 'java');
  mkdirSync(join(directory, 'bin'));
  writeFileSync(java, `#!/bin/sh\necho 'openjdk version "${version}" 2025-04-15' >&2\n`);
  chmodSync(java, 0o755);
  return directory;
}

function having({ javaHome = '', path }: { javaHome?: string; path: string }) {
  vi.stubEnv('JAVA_HOME', javaHome);
  vi.stubEnv('PATH', `${join(path, 'bin')}${delimiter}${process.env['PATH']}`);
}

const log = () => expect.fail('Nothing is to be installed.');

test('takes the Java of JAVA_HOME before that of PATH', async () => {
  const javaHome = home('21.0.2');
  having({ javaHome, path: home('17.0.15') });
  expect(await findJava(log)).toBe(join(javaHome, 'bin', 'java'));
});

test.each(['1.8.0_392', '11.0.22', '16'])('passes over the Java %s of JAVA_HOME', async (version) => {
  having({ javaHome: home(version), path: home('17') });
  expect(await findJava(log)).toBe('java');
});

test('takes the Java of PATH where JAVA_HOME names a place without one', async () => {
  having({ javaHome: tmpdir(), path: home('25-ea') });
  expect(await findJava(log)).toBe('java');
});
