import { execFileSync } from 'node:child_process';

/** The running processes whose command line contains a text, such as a data directory. */
export function processesWith(text: string): string[] {
  const commands = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return commands.filter((command) => command.includes(text));
}
