import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { install } from '#infra/local/machine/apt.ts';

/** A shell block of a page, and the output that the page shows below it, if any. */
export type Block = { script: string; shows: string | undefined };

/** The shell blocks of a page, in their sequence. Blocks in a list lose its indentation. */
export function blocksOf(page: string): Block[] {
  const fenced = /^( *)```sh\n(.*?)^\1```$(?:\n\n\1```text\n(.*?)^\1```$)?/gms;
  return [...readFileSync(page, 'utf8').matchAll(fenced)].map(([, indent = '', script = '', shows]) => {
    const outdented = (text: string) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return { script: outdented(script), shows: shows && outdented(shows) };
  });
}

/** Makes sure that a program is there. As root on Debian and Ubuntu it is installed; elsewhere an error says how. */
export function need(program: string, packages = program): void {
  const missing = () => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined;
  if (missing() && !(install(packages) && !missing()))
    throw new Error(`Install ${program} for these tests: sudo apt-get install ${packages}.`);
}

/** Debian's own Python, in case another `python3` is installed. */
export const debianPython = '/usr/bin/python3';

/** Makes sure that a module of Debian's Python is there, as `need` does for a program. */
export function needPythonModule(module: string, packages: string): void {
  const missing = () => spawnSync(debianPython, ['-c', `import ${module}`], { stdio: 'ignore' }).status !== 0;
  if (missing() && !(install(packages) && !missing()))
    throw new Error(`Install the Python module ${module} for these tests: sudo apt-get install ${packages}.`);
}
