import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { formOf } from '#desk/order/form/model/form.ts';
import type { preview } from '#desk/order/form/model/preview.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { asRead, wire } from '#test/desk/order/form/replies.ts';
import { en } from '#test/support/all-messages.ts';
import { catalogue, holding, itemOf } from '#test/support/functions/mock-table.ts';
import { eventOf } from '#test/support/functions/requests.ts';
import { at, complete, draft, manager } from '#test/support/orders.ts';

const root = join(import.meta.dirname, '../../../..');
const rule = "if (needs.shade && !shade) lacks('/shade', 'shade_missing', service);";

type Handler = (event: object, context: object) => Promise<{ body: string }>;
type Bundle = { preview: typeof preview; handler: Handler };

/** The page's judgement and a function of the API, made of today's sources, with another text in place of the rule. */
async function bundled(planted: string): Promise<Bundle> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `export { preview } from '#desk/order/form/model/preview.ts';
        export { handler } from '#functions/orders/get-order.ts';`,
      resolveDir: root,
    },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // One client with the test, which mocks it.
    packages: 'external',
    plugins: [
      {
        name: 'planted',
        setup: ({ onLoad }) =>
          onLoad({ filter: /domain\/order\/readiness\.ts$/ }, ({ path }) => {
            const text = readFileSync(path, 'utf8');
            expect(text).toContain(rule);
            return { contents: text.replace(rule, planted), loader: 'ts' };
          }),
      },
    ],
  });
  const cache = join(root, 'node_modules/.cache');
  // A clean clone has none before it is checked.
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'one-rule-'));
  const file = join(folder, 'bundle.mjs');
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  const loaded: Bundle = await import(/* @vite-ignore */ file);
  rmSync(folder, { recursive: true });
  return loaded;
}

test('the page and the API follow the same rules: a rule that is changed changes both', async () => {
  const order = draft(complete);
  const reply = wire(order);
  const missingIn = async ({ preview, handler }: Bundle) => {
    holding(itemOf.order(order), itemOf.settings(defaultSettings), ...catalogue);
    const { body } = await handler(eventOf('getOrder', { params: { number: order.number } }), {});
    const known = asRead({ settings: defaultSettings });
    const typed = { base: reply, form: formOf(reply), known, person: manager, words: en, now: new Date(at) };
    const shown = JSON.parse(body).readiness.map(({ pointer }: { pointer: string }) => pointer);
    return { page: preview(typed).readiness.map(({ pointer }) => pointer), api: shown };
  };
  const asItIs = await missingIn(await bundled(rule));
  expect(asItIs).toEqual({ page: [], api: [] });
  const planted = await missingIn(await bundled("lacks('/note', 'shade_missing', service);"));
  expect(planted).toEqual({ page: ['/services/0/note'], api: ['/services/0/note'] });
});
