import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { configurationOf } from '#infra/configuration.ts';
import { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';
import { printing } from '#infra/stacks/printing.ts';

/** A handler's file, and the function whose rights and settings it gets. */
type Handler = { file: string; as: string };

/** Bundles handlers as for a deployment. `files` has the path of each bundle. Disposing deletes them. */
export function bundled(handlers: Record<string, Handler>) {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ context, outdir: folder });
  const data = new OrderData(app, 'OrderData', configurationOf(app.node, 'dev'));
  const files = Object.entries(handlers).map(([name, { file, as }]): [string, string] => {
    const prints = as === 'printOrder' && printing;
    const made = new OrderFunction(new Stack(app, name), as, { file, data, description: name, ...prints });
    const code = made.node.findAll().find((construct) => construct instanceof Asset);
    return [name, join(folder, code?.assetPath ?? '', 'index.mjs')];
  });
  return { files: new Map(files), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
