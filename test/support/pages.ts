import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { install } from '#infra/local/machine/apt.ts';

/** A shell block of a page, and the output that the page shows below it, if it does. */
export type Block = { script: string; shows: string | undefined };

/** The shell blocks of a page, in its order. Those of a list are indented with it. */
export function blocksOf(page: string): Block[] {
  const fenced = /^( *)```sh\n(.*?)^\1```$(?:\n\n\1```text\n(.*?)^\1```$)?/gms;
  return [...readFileSync(page, 'utf8').matchAll(fenced)].map(([, indent = '', script = '', shows]) => ({
    script: script.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    shows,
  }));
}

/** Whether a program is there. A missing one is installed as Java is, or asked for. */
export function need(program: string, packages = program): void {
  const missing = () => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined;
  if (missing() && !(install(packages) && !missing()))
    throw new Error(`These tests need ${program}: sudo apt-get install ${packages}.`);
}
