import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { permissions } from '#infra/rights/permissions.ts';
import { synthesised } from '#test/support/bundled/synth.ts';

/** The files below a folder, each with its hash. */
const contents = (folder: string) =>
  Object.fromEntries(
    globSync('**', { cwd: folder })
      .filter((file) => statSync(join(folder, file)).isFile())
      .toSorted()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ]),
  );

test('npm run synth gives the same output twice, to the byte, without a network', async () => {
  const folders = await Promise.all([synthesised('dev'), synthesised('dev')]);
  onTestFinished(() => folders.forEach((folder) => void rmSync(folder, { recursive: true })));
  const [first = {}, second] = folders.map(contents);
  expect(Object.keys(first).length).toBeGreaterThan(2 * Object.keys(permissions).length);
  expect(second).toEqual(first);
});
