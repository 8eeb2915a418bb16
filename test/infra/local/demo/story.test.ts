import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '#infra/local/machine/listening.ts';
import { local, start, timeout } from '#test/support/product/spawn-product.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'order-desk-'));

test.each([
  ['in DATA_DIR', { DATA_DIR: dataDir }, `in DATA_DIR ${dataDir}`, `run npm start with DATA_DIR=${dataDir}, then open`],
  ['in memory', {}, 'in memory, until the demo ends', 'run npm start first, and then the demo beside it.'],
])(
  'the demo that starts a product says that orders are kept %s, where forms are saved, and how to look at the orders',
  { timeout },
  async (_, environment, where, look) => {
    const PORT = String(await freePort());
    const story = start({ PORT, ...environment }, [process.execPath, join(local, 'demo/story.ts')]);
    expect(await story.ended).toEqual([0, null]);
    const [first = ''] = story.said.stdout.split('\n');
    expect(first).toContain(`at http://127.0.0.1:${PORT}`);
    expect(first).toContain(where);
    const [, folder = ''] = /Forms are saved in (\S+)\.$/.exec(first) ?? [];
    expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    expect(story.said.stdout).toMatch(/1\. createOrder by Anna Weber: ./);
    const last = story.said.stdout.trimEnd().split('\n').at(-1);
    expect(last).toContain('on the order desk');
    expect(last).toContain(look);
  },
);

test('the demo prints why the product cannot start', { timeout }, async () => {
  const PORT = String(await freePort());
  const story = start({ PORT, DATA_DIR: '/proc/x' }, [process.execPath, join(local, 'demo/story.ts')]);
  expect(await story.ended).toEqual([1, null]);
  expect(story.said.stderr).toMatch(/^Set DATA_DIR .+\n\nThe demo stopped\. The product did not start: see above\.\n$/);
});

test.each(['start.ts', 'start.mjs', 'demo/story.ts', 'demo/story.mjs'])(
  '%s says which Node to use if it is run with an old one',
  { timeout },
  async (entry) => {
    // Plays an old Node: another version number, and no type stripping.
    const version = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })`;
    const old = ['--no-experimental-strip-types', '--import', `data:text/javascript,${encodeURIComponent(version)}`];
    const second = start({ PORT: '0' }, [process.execPath, ...old, join(local, entry)]);
    expect(await second.ended).toEqual([1, null]);
    expect(second.said.stdout).toBe('');
    expect(second.said.stderr).toMatch(
      /^Run npm ci, then npm start or npm run demo.* Node 24[^\n]* Node 20\.11\.0[^\n]*\n$/,
    );
  },
);
