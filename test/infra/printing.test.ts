import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { OrderData } from '#infra/order-data.ts';
import { OrderFunction } from '#infra/order-function.ts';
import { printing } from '#infra/printing.ts';

describe('the function that prints, as it is deployed', () => {
  let bundle = '';

  beforeAll(() => {
    const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
    const outdir = mkdtempSync(join(tmpdir(), 'print-bundle-'));
    const app = new App({ context, outdir });
    const data = new OrderData(app, 'OrderData');
    const file = 'functions/orders/print-order.ts';
    new OrderFunction(new Stack(app, 'Api'), 'printOrder', { file, data, description: 'Print.', ...printing });
    app.synth();
    const [asset = ''] = readdirSync(outdir).filter((name) => name.startsWith('asset.'));
    bundle = join(outdir, asset);
  }, 120_000);

  it('renders a form and a label in a process of its own, far from our node_modules', () => {
    const script = join(import.meta.dirname, '../support/print-with-bundle.ts');
    const said = execFileSync(process.execPath, [script, join(bundle, 'index.mjs')], { cwd: bundle, encoding: 'utf8' });
    const prints = JSON.parse(said.trim().split('\n').at(-1) ?? '[]');
    expect(prints).toEqual([
      { kind: 'form', status: 201, pdf: '%PDF-1.7', checksum: true },
      { kind: 'label', status: 201, pdf: '%PDF-1.7', checksum: true },
    ]);
  }, 60_000);
});
