import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const aptGet = '/usr/bin/apt-get';

export const hasApt = (): boolean => existsSync(aptGet);

/** Installs what satisfies a Debian dependency, such as `one | other`; false where this is no Debian or Ubuntu, or we are not root. */
export function install(packages: string): boolean {
  if (!hasApt() || process.getuid?.() !== 0) return false;
  // Processes that miss something at the same time wait for each other, which apt-get itself does not.
  for (const task of [['update'], ['satisfy', '--yes', '--no-install-recommends', packages]])
    spawnSync('flock', [aptGet, aptGet, '--quiet', ...task], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  return true;
}
