import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { handlerFile } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import type { Answer } from '#test/support/functions/call-handler.ts';
import { eventOf, type Sent } from '#test/support/functions/requests.ts';

/** What another release says otherwise: by file, each piece of its source and what stands there instead. */
export type Differences = Record<string, [piece: string, instead: string][]>;

/** A release made from this tree or from another one. Each piece must be found once: a test of what was not planted says nothing. */
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
  /** What the route's handler answers in this release. */
  call: (name: RouteName, sent?: Sent) => Promise<Answer>;
  /** What any handler answers, by its file. */
  // biome-ignore lint/suspicious/noExplicitAny: JSON, as its reader expects it
  run: (file: string, event: unknown) => Promise<any>;
};

let requests = 0;

/** Starts a release in a process of its own, with the environment as it is now. Disposing of it ends it. */
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
