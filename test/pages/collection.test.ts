import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { routes } from '#functions/contract/routes.ts';
import { installed } from '#test/support/clients.ts';
import { operationAt } from '#test/support/description/document.ts';
import { undocumented } from '#test/support/description/undocumented.ts';
import type { Body } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

test('the collection runs as a whole, and every reply is as the document says', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'collection-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const report = join(folder, 'report.json');
  const bru = join(installed('bruno'), 'node_modules/@usebruno/cli/bin/bru.js');
  const [, said = ''] = /npx @usebruno\/cli run (.+)/.exec(readFileSync('docs/clinics.md', 'utf8')) ?? [];
  const options = [...said.split(' '), '--env-var', `api=${shared.product}`, '--reporter-json', report];
  const { status, stdout } = spawnSync(process.execPath, [bru, 'run', ...options], {
    cwd: 'docs/collection',
    encoding: 'utf8',
  });
  expect([status, status === 0 || stdout]).toEqual([0, true]);

  const [{ results }] = JSON.parse(readFileSync(report, 'utf8'));
  const asked = new Set<string>();
  for (const { request, response } of results as Body[]) {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/v1/')) continue;
    const name = operationAt(request.method, pathname);
    asked.add(name);
    const headers = new Headers(response.headers);
    expect(undocumented(name, { ...response, headers, body: response.data || undefined })).toBeNull();
  }
  expect([...asked].toSorted()).toEqual(Object.keys(routes).toSorted());
});
