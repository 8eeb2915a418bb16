import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { withoutJsonSchema } from '#infra/bundles/without-json-schema.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Bundles the desk for browsers: `desk/main.js` and `desk/main.css`, and what a screen needs only when it is opened in
 * files of its own beside them. Returns the contents by name.
 */
export async function makeDesk(): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['desk/main.tsx', 'desk/look/main.css'].map((file) => ({ in: file, out: 'main' })),
    outdir: 'desk',
    chunkNames: '[name]-[hash]',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: ['chrome125', 'firefox132', 'safari18'],
    minify: true,
    charset: 'utf8',
    plugins: [withoutJsonSchema],
    logLevel: 'warning',
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [relative(root, path), text]));
}

if (import.meta.main) {
  const [folder = ''] = process.argv.slice(2);
  for (const [name, contents] of Object.entries(await makeDesk())) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}
