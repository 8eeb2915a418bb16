import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { install, installed, npm } from '#test/support/clients.ts';
import { newClinic, tokenFor } from '#test/support/product/clinic.ts';
import { newLaboratory } from '#test/support/product/laboratory.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** Installing takes as long as the network does. */
const timeout = 240_000;

test.each(['openapi-fetch', 'hey-api', 'orval'])(
  'the client that %s generates from the document compiles under strict rules, and lives the story of an order',
  { timeout },
  async (name) => {
    const folder = installed(name);
    for (const command of ['generate', 'check']) {
      const { status, stdout, stderr } = npm(folder, 'run', command);
      expect(status, stdout + stderr).toBe(0);
    }
    const { connect } = await import(/* @vite-ignore */ join(folder, 'client.ts'));
    const { live } = await import(/* @vite-ignore */ join(folder, '../story.ts'));
    const { tenantId: tenant_id, manager } = await newClinic();
    const { laboratoryId } = await newLaboratory();
    await manager('PUT', `/laboratories/${laboratoryId}`, { name: 'A laboratory', active: true });
    const as = async (claims: Record<string, string>) => connect(shared.product, await tokenFor(claims));
    const people = {
      dentist: await as({ role: 'dentist', tenant_id, customer_id: 'anna' }),
      other: await as({ role: 'dentist', tenant_id, customer_id: 'petr' }),
      manager: await as({ role: 'manager', tenant_id }),
      laboratory: await as({ role: 'laboratory', laboratory_id: laboratoryId }),
    };
    await live(people, laboratoryId);
  },
);

test('the commands for a client with types in docs/clinics.md run as they stand, in a new folder', { timeout }, () => {
  const page = readFileSync('docs/clinics.md', 'utf8').replaceAll('http://127.0.0.1:3000', shared.product);
  const [, section = ''] = /^## A client with types$(.+?)^## /ms.exec(page) ?? [];
  const blocks = [...section.matchAll(/^```(console|ts)\n(.+?)^```$/gms)];
  expect(blocks.map(([, kind]) => kind)).toEqual(['console', 'ts', 'console']);
  const home = mkdtempSync(join(tmpdir(), 'clients-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const kept = ['cache', 'userconfig'].map((name) => [
    `npm_config_${name}`,
    npm(home, 'config', 'get', name).stdout.trim(),
  ]);
  const script = blocks.map(([, kind, text = '']) => (kind === 'ts' ? `cat > order.ts <<'END'\n${text}END\n` : text));
  const { status, stdout, stderr } = spawnSync('sh', ['-e'], {
    input: script.join(''),
    cwd: home,
    env: { ...process.env, ...Object.fromEntries(kept), HOME: home },
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/\n[0-9A-F]{10} lacks laboratory_missing, services_missing, due_date_missing\n$/);
  const majors = (packages: Record<string, string>) =>
    Object.entries(packages).map(([name, version]) => `${name}@${/\d+/.exec(version)}`);
  const { devDependencies } = JSON.parse(readFileSync('test/clients/openapi-fetch/package.json', 'utf8'));
  expect(section.match(/[\w-]+@\d+/g)).toEqual(majors(devDependencies));
});

test('packages that cannot be installed are named with what to do', { timeout }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clients-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join('test/clients/openapi-fetch', file), join(folder, file));
  const unreachable = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: join(folder, 'cache') };
  for (const [name, value] of Object.entries(unreachable)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => install(folder)).toThrow(
    `Let npm reach its registry, and see that this succeeds: cd ${folder} && npm ci\n`,
  );
});
