import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printing } from '#infra/stacks/printing.ts';

test('A function that prints does not grow: under 20 MB in 100 prints after 20 to warm up', () => {
  const script = join(import.meta.dirname, '../../support/printing/print-often.ts');
  const env = { ...process.env, ...printing.environment };
  const grown = Number(execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8', env }));
  expect(grown).toBeLessThan(20);
}, 300_000);
