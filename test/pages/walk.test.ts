import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '#infra/local/machine/listening.ts';
import { blocksOf, need } from '#test/support/pages.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** Interactive shells, without the settings of this machine's user. */
const shells = { bash: ['bash', '--norc', '-i'], dash: ['dash', '-i'], zsh: ['zsh', '-f', '-i'] };

/** A Python script that runs a program in a pseudo terminal: what comes on stdin is typed into it. */
const terminal = 'import pty, sys; pty.spawn(sys.argv[1:])';

for (const program of ['python3', 'curl', ...Object.keys(shells)]) need(program);

/** Opens a shell. `type` types lines and waits until they have run. `said` returns all text on the screen. */
async function open(shell: string[]) {
  const child = spawn('python3', ['-c', terminal, ...shell], {
    env: { ...process.env, TERM: 'dumb', HOME: '/nonexistent', PS1: 'ready> ' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  let screen = '';
  child.stdout.on('data', (chunk) => (screen += chunk));
  const said = () => stripVTControlCharacters(screen).replaceAll('\r', '');
  const until = (pattern: RegExp) =>
    vi.waitFor(() => pattern.test(said()) || expect.fail(said()), { timeout: 30_000, interval: 50 });
  await until(/ready>|%|\$|#/);
  let typed = 0;
  const type = async (text: string) => {
    typed += 1;
    for (const line of `${text}printf 'typed %s\\n' ${typed}\n`.split(/(?<=\n)/)) child.stdin.write(line);
    await until(new RegExp(`typed ${typed}\\n`));
  };
  return { type, said };
}

it.each(Object.entries(shells))(
  'the walk of the README can be pasted into %s, and its receiver saves a form',
  async (_, shell) => {
    const port = await freePort();
    const { type, said } = await open(shell);
    const blocks = blocksOf('README.md');
    expect(blocks.length).toBeGreaterThan(5);
    for (const { script } of blocks)
      await type(script.replaceAll('http://127.0.0.1:3000', shared.product).replaceAll('4000', `${port}`));

    for (const line of ['Choose the laboratory.', '0 things missing', 'Design in CAD', 'published\n', 'Gold crown\n'])
      expect(said()).toContain(line);
    expect(said()).not.toMatch(/Error|not found|no matches|parse error/i);
    const [, saved = ''] = /is saved as (\S+\.pdf)$/m.exec(said()) ?? [];
    for (const file of [saved, join(dirname(saved), 'draft.pdf')])
      expect(readFileSync(file, 'latin1')).toMatch(/^%PDF-/);
  },
);
