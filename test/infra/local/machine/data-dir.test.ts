import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { opened } from '#infra/local/machine/data-dir.ts';
import { startBus } from '#infra/local/parts/bus.ts';
import { openCheckpoint } from '#infra/local/parts/checkpoint.ts';
import { createIssuer } from '#infra/local/parts/issuer.ts';
import { startQueues } from '#infra/local/parts/queue.ts';
import { start, timeout } from '#test/support/product/spawn-product.ts';

/** A new folder in which something has been put in the place of a file or folder that the product needs. */
function occupied(name: string, put: (path: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'order-desk-'));
  put(join(folder, name));
  return folder;
}
const file = (path: string) => writeFileSync(path, '');

test.each([
  ['that cannot be made', () => '/proc/x'],
  ['below one that cannot be made', () => '/proc/x/y/z'],
  ['below a file', () => join(occupied('x', file), 'x', 'y')],
  ['that is a file', () => join(occupied('x', file), 'x')],
  ['that is a device', () => '/dev/null'],
  [
    'that is a link to nowhere',
    () =>
      join(
        occupied('x', (path) => symlinkSync('/nowhere/x', path)),
        'x',
      ),
  ],
  ['whose name is too long', () => join(tmpdir(), 'x'.repeat(300))],
  ['that cannot be written', () => '/proc'],
  ['whose database is a file', () => occupied('dynamodb', file)],
  ['whose files are a file', () => occupied('files', file)],
  ['whose queues are a file', () => occupied('queues', file)],
  ['whose events are a folder', () => occupied('events.jsonl', mkdirSync)],
  ['whose signing key is a folder', () => occupied('issuer-key.json', mkdirSync)],
  ['whose stream position is a folder', () => occupied('stream.json', mkdirSync)],
  ['whose lock is a folder', () => occupied('lock', mkdirSync)],
  ['whose lock is no SQLite file', () => occupied('lock', (path) => writeFileSync(path, 'x'.repeat(5000)))],
])('ends at once for a DATA_DIR %s, names it and says what to do', { timeout }, async (_, folder) => {
  const DATA_DIR = folder();
  const second = start({ PORT: '0', DATA_DIR });
  expect(await second.ended).toEqual([1, null]);
  expect(second.said.stdout).toBe('');
  const [reason, ...more] = second.said.stderr.trim().split('\n');
  expect(more).toEqual([]);
  expect(reason).toMatch(/^Set DATA_DIR to a folder that you may write to, or leave it out/);
  expect(reason).toContain(DATA_DIR);
});

const garbage = (path: string) => writeFileSync(path, 'garbage{\n'.repeat(100));
function garbageInFolder(path: string): void {
  mkdirSync(path);
  garbage(join(path, 'fauxqs.db'));
}

test.each<[string, (place: string | undefined) => unknown, (path: string) => void]>([
  ['events.jsonl', startBus, garbage],
  ['issuer-key.json', (file) => createIssuer([], file), garbage],
  ['stream.json', openCheckpoint, garbage],
  ['stream.json', openCheckpoint, file],
  ['queues', startQueues, garbageInFolder],
])('names what cannot be read in a damaged DATA_DIR, and says what to do: %s', async (name, open, damage) => {
  const place = join(occupied(name, damage), name);
  await expect(opened(place, open)).rejects.toThrow(
    new RegExp(
      `^Set DATA_DIR to an empty folder, or to an earlier copy of this one\\. What is in ${place} cannot be read: .+`,
    ),
  );
});
