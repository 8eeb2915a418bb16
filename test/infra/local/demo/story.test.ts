import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '#infra/local/machine/listening.ts';
import { local, start, timeout } from '#test/support/product/spawn-product.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'order-desk-'));

test.each([
  ['in DATA_DIR', { DATA_DIR: dataDir }, `in DATA_DIR ${dataDir}`],
  ['in memory', {}, 'in memory, until the end'],
])(
  'the story that starts a product of its own says that it writes %s, and where forms go',
  { timeout },
  async (_, environment, where) => {
    const PORT = String(await freePort());
    const story = start({ PORT, ...environment }, [process.execPath, join(local, 'demo/story.ts')]);
    expect(await story.ended).toEqual([0, null]);
    const [first = ''] = story.said.stdout.split('\n');
    expect(first).toContain(`at http://127.0.0.1:${PORT}`);
    expect(first).toContain(where);
    const [, folder = ''] = /Forms are saved in (\S+)\.$/.exec(first) ?? [];
    expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    expect(story.said.stdout).toMatch(/1\. createOrder by Anna Weber: ./);
  },
);

test('the story ends with the product’s own words where that cannot start', { timeout }, async () => {
  const PORT = String(await freePort());
  const story = start({ PORT, DATA_DIR: '/proc/x' }, [process.execPath, join(local, 'demo/story.ts')]);
  expect(await story.ended).toEqual([1, null]);
  expect(story.said.stderr).toMatch(/^DATA_DIR \/proc\/x .+\n\nThe story broke off. The product did not start.\n$/);
});

test.each(['start.ts', 'start.mjs', 'demo/story.ts', 'demo/story.mjs'])(
  'says which Node to use where an old one runs %s',
  { timeout },
  async (entry) => {
    // An old Node knows no TypeScript.
    const version = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })`;
    const old = ['--no-experimental-strip-types', '--import', `data:text/javascript,${encodeURIComponent(version)}`];
    const second = start({ PORT: '0' }, [process.execPath, ...old, join(local, entry)]);
    expect(await second.ended).toEqual([1, null]);
    expect(second.said.stdout).toBe('');
    expect(second.said.stderr).toMatch(/^This is Node 20\.11\.0, and it takes Node 24.* npm ci.* npm start[^\n]*\n$/);
  },
);
