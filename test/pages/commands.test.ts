import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { type Block, blocksOf, need } from '#test/support/pages.ts';
import { shared } from '#test/support/product/shared-product.ts';

need('curl');

/** The URL of the product in the documentation. */
const usual = 'http://127.0.0.1:3000';
// The last ones read the feed of one laboratory to its end and on: an event of the page before must not still be coming.
const guides = ['first-order', 'organisation', 'clinics', 'listening', 'laboratories'].map(
  (guide) => `docs/${guide}.md`,
);
const separator = '\u001e';

/** Runs all blocks in one shell, up to the first that fails, and returns what each printed. */
function outputsOf(blocks: Block[]): string[] {
  const scripts = blocks.map(({ script }) => `${script}printf '\\036'\n`);
  const input = `set -e\n${scripts.join('')}`.replaceAll(usual, shared.product);
  const { stdout, stderr, status } = spawnSync('sh', { input, encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split(separator).slice(0, -1);
}

/** A matcher for the output that a page shows, where `...` stands for any text. */
function shown({ shows }: Block) {
  if (shows === undefined) return expect.any(String);
  const literal = shows
    .replaceAll(usual, shared.product)
    .split('...')
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return expect.stringMatching(new RegExp(`^${literal.join('.+')}$`));
}

it.each([...guides, 'CONTRIBUTING.md'])('the commands of %s run unchanged, and print what the page shows', (page) => {
  const blocks = blocksOf(page);
  expect(blocks.length).toBeGreaterThan(0);
  expect(outputsOf(blocks).map((output) => (output.endsWith('\n') || output === '' ? output : `${output}\n`))).toEqual(
    blocks.map(shown),
  );
});

it.each(['README.md', ...guides])(
  'the field of %s prints a part of an answer; of one that lacks it, it prints all and fails',
  (page) => {
    const scripts = blocksOf(page).map(({ script }) => script);
    const [script = expect.fail(`${page} has no field.`)] =
      /^field\(\) \{[\s\S]*?; \}$/m.exec(scripts.join('\n')) ?? [];
    const field = (input: string, part: string) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', `${script}\nfield '${part}'`], {
        input,
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    };
    const printed = (stdout: string) => ({ status: 0, stdout, stderr: '' });
    expect(field('{"name":"Apex"}', 'name')).toEqual(printed('Apex\n'));
    expect(field('{"next":null}', 'next')).toEqual(printed('null\n'));
    expect(field('{"items":[{"at":1}]}', 'items[0]')).toEqual(printed('{\n  "at": 1\n}\n'));
    const failed = (stderr: string) => ({ status: 1, stdout: '', stderr });
    for (const part of ['name', 'items[0]', 'items.length + 1'])
      expect(field('{"status":403}', part)).toEqual(failed('{"status":403}\n'));
    expect(field('', 'name')).toEqual(failed('Nothing was answered.\n'));
  },
);
