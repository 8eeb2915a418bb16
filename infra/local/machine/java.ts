import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasApt, install } from '#infra/local/machine/apt.ts';

const oldest = 17;
const packages = 'openjdk-21-jre-headless | openjdk-17-jre-headless | default-jre-headless';

/** Finds the Java for DynamoDB Local in JAVA_HOME or PATH. As root on Debian and Ubuntu it installs a missing one. */
export async function findJava(log: (line: string) => void): Promise<string> {
  const found = await installed();
  if (found) return found;
  const missing = `DynamoDB Local needs Java ${oldest} or newer.`;
  log(`${missing} Looking for apt-get to install it ...`);
  if (!install(packages)) throw new Error(`Install Java with: ${cure()}. ${missing}`);
  const java = await installed();
  if (!java) throw new Error(`Install Java, see above why apt-get did not. ${missing}`);
  return java;
}

async function installed(): Promise<string | undefined> {
  const home = process.env['JAVA_HOME'];
  for (const java of home ? [join(home, 'bin', 'java'), 'java'] : ['java']) {
    // Java prints its version on stderr: `openjdk version "17.0.15" 2025-04-15`.
    const said = await promisify(execFile)(java, ['-version']).catch(() => undefined);
    if (Number(said?.stderr.match(/version "(\d+)/)?.[1]) >= oldest) return java;
  }
  return undefined;
}

function cure(): string {
  if (hasApt()) return `sudo apt-get satisfy "${packages}"`;
  if (process.platform === 'darwin') return 'brew install --cask temurin';
  return 'sudo dnf install java-21-openjdk-headless';
}
