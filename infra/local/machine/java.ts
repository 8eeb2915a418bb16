import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasApt, install } from '#infra/local/machine/apt.ts';

const oldest = 17;
const packages = 'openjdk-21-jre-headless | openjdk-17-jre-headless | default-jre-headless';

/** The Java that runs DynamoDB Local: JAVA_HOME's or PATH's. As root on Debian and Ubuntu a missing one is installed. */
export async function findJava(log: (line: string) => void): Promise<string> {
  const found = await installed();
  if (found) return found;
  const missing = `Java ${oldest} or newer, which runs DynamoDB Local, is missing.`;
  log(`${missing} Installing it where apt-get can ...`);
  if (!install(packages)) throw new Error(`${missing} Install it with: ${cure()}`);
  const java = await installed();
  if (!java) throw new Error(`${missing} apt-get did not install it; see above.`);
  return java;
}

async function installed(): Promise<string | undefined> {
  const home = process.env['JAVA_HOME'];
  for (const java of home ? [join(home, 'bin', 'java'), 'java'] : ['java']) {
    // Java says its version on stderr: `openjdk version "17.0.15" 2025-04-15`.
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
