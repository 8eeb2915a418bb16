import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { handlerFile } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import type { Answer } from '#test/support/functions/call-handler.ts';
import { eventOf, type Sent } from '#test/support/functions/requests.ts';

/** How the source of another release differs: by file, pieces of text and their replacements. */
export type Differences = Record<string, [piece: string, instead: string][]>;

/** Copies a source tree and makes the replacements in it. Fails unless each piece is found exactly once. */
export function releaseWith(differences: Differences, tree = process.cwd()): string {
  const root = mkdtempSync(join(tmpdir(), 'release-'));
  for (const part of ['domain', 'functions', 'package.json'])
    cpSync(join(tree, part), join(root, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const [file, pieces] of Object.entries(differences)) {
    let source = readFileSync(join(root, file), 'utf8');
    for (const [piece, instead] of pieces) {
      expect(source.split(piece), `${file} holds once: ${piece}`).toHaveLength(2);
      source = source.replace(piece, () => instead);
    }
    writeFileSync(join(root, file), source);
  }
  return root;
}

export type Release = Disposable & {
  /** Calls the handler of a route in this release. */
  call: (name: RouteName, sent?: Sent) => Promise<Answer>;
  /** Calls the handler in a file of this release. */
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
  run: (file: string, event: unknown) => Promise<any>;
};

let requests = 0;

/** Starts a release in a child process with the current environment. Disposing kills it. */
export function startRelease(root = process.cwd()): Release {
  const script = join(import.meta.dirname, 'release-process.ts');
  const child = fork(script, [root], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const run: Release['run'] = (file, event) =>
    new Promise((answer, reject) => {
      const id = ++requests;
      const ended = () => reject(new Error(`The release in ${root} has ended.`));
      const hear = (said: { id: number; answer?: unknown; broke?: string }) => {
        if (said.id !== id) return;
        child.off('message', hear).off('exit', ended);
        if (said.broke) reject(new Error(said.broke));
        else answer(said.answer);
      };
      child.on('message', hear).once('exit', ended);
      child.send({ id, file, event });
    });
  return {
    run,
    async call(name, sent) {
      const event = eventOf(name, { requestId: `request-${++requests}`, ...sent });
      const { statusCode, headers, body } = await run(handlerFile(routes[name]), event);
      return { status: statusCode, headers, body: JSON.parse(body) };
    },
    [Symbol.dispose]() {
      child.kill('SIGKILL');
      if (root !== process.cwd()) rmSync(root, { recursive: true });
    },
  };
}
