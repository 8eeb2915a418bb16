import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { longFiles } from '#test/support/run/long-first.ts';

it('Every file that is to start early exists, and is named once', () => {
  expect(longFiles.filter((file) => !existsSync(file))).toEqual([]);
  expect(new Set(longFiles).size).toBe(longFiles.length);
});
