import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { type Block, blocksOf, need } from '#test/support/pages.ts';
import { shared } from '#test/support/product/shared-product.ts';

need('curl');

/** The address that pages name, where the product is unless it is told otherwise. */
const usual = 'http://127.0.0.1:3000';
const separator = '\u001e';

/** What each block prints, all of them run in one shell as they stand; it ends at the first that fails. */
function outputsOf(blocks: Block[]): string[] {
  const scripts = blocks.map(({ script }) => `${script}printf '\\036'\n`);
  const input = `set -e\n${scripts.join('')}`.replaceAll(usual, shared.product);
  const { stdout, stderr, status } = spawnSync('sh', { input, encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split(separator).slice(0, -1);
}

/** What a page shows; three dots stand for what differs from run to run. */
function shown({ shows }: Block) {
  if (shows === undefined) return expect.any(String);
  const literal = shows.split('...').map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return expect.stringMatching(new RegExp(`^${literal.join('.+')}$`));
}

it.each(['docs/api.md', 'docs/laboratories.md', 'CONTRIBUTING.md'])(
  'the commands of %s run as they stand, and print what the page shows',
  (page) => {
    const blocks = blocksOf(page);
    expect(blocks.length).toBeGreaterThan(0);
    expect(
      outputsOf(blocks).map((output) => (output.endsWith('\n') || output === '' ? output : `${output}\n`)),
    ).toEqual(blocks.map(shown));
  },
);
