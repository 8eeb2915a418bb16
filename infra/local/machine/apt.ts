import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const aptGet = '/usr/bin/apt-get';

export const hasApt = (): boolean => existsSync(aptGet);

/** Installs packages with apt-get; `one | other` means either. Returns false without apt-get, or if we are not root. */
export function install(packages: string): boolean {
  if (!hasApt() || process.getuid?.() !== 0) return false;
  // With flock, processes that install at the same time wait for each other: apt-get would fail instead.
  for (const task of [['update'], ['satisfy', '--yes', '--no-install-recommends', packages]])
    spawnSync('flock', [aptGet, aptGet, '--quiet', ...task], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  return true;
}
