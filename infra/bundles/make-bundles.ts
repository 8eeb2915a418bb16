import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

const here = import.meta.dirname;
const root = join(here, '../..');

const leftOut = ['@aws-sdk/middleware-endpoint-discovery', '@smithy/core/event-streams', '@aws/lambda-invoke-store'];

/** Every schema of zod can describe itself as JSON. No function asks it to, and it is 18 KB of each bundle. */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/core\/to-json-schema\.js$/ }, () => ({
      contents: `
        const unreached = () => { throw new Error('Functions are bundled without JSON Schema.'); };
        exports.createToJSONSchemaMethod = exports.createStandardJSONSchemaMethod = () => unreached;
      `,
    }));
    onLoad({ filter: /zod\/v4\/core\/json-schema-processors\.js$/ }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Fonts of the web (WOFF2) are packed with Brotli, and ours are not. Its dictionary is a quarter of what a function that prints would load. */
const withoutBrotli: Plugin = {
  name: 'without-brotli',
  setup({ onLoad }) {
    onLoad({ filter: /brotli\/decompress\.js$/ }, () => ({
      contents: "module.exports = () => { throw new Error('Functions are bundled without Brotli.'); };",
    }));
  },
};

/** Small bundles load fast: the SDK is bundled, without its search for credentials and endpoints that a Lambda is told. */
async function makeBundles(folder: string, banner: string, entryPoints: string[]) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: root,
    outbase: root,
    entryNames: '[dir]/[name]/index',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': join(here, 'credentials-from-environment.ts'),
      ...Object.fromEntries(leftOut.map((left) => [left, join(here, 'left-out-of-the-sdk.ts')])),
    },
    plugins: [withoutJsonSchema, withoutBrotli],
    banner: { js: banner },
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) {
    const file = join(folder, relative(root, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}

const [folder = '', banner = '', ...files] = process.argv.slice(2);
await makeBundles(folder, banner, files);
