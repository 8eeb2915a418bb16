import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { withoutJsonSchema } from '#infra/bundles/without-json-schema.ts';

const here = import.meta.dirname;
const root = join(here, '../..');

const leftOut = ['@aws-sdk/middleware-endpoint-discovery', '@smithy/core/event-streams', '@aws/lambda-invoke-store'];

/**
 * Leaves fontkit's Brotli decoder out: only WOFF2 fonts need it, and its dictionary is a quarter of a
 * print function's code.
 */
const withoutBrotli: Plugin = {
  name: 'without-brotli',
  setup({ onLoad }) {
    onLoad({ filter: /brotli\/decompress\.js$/ }, () => ({
      contents:
        "module.exports = () => { throw new Error('Brotli is left out of bundles: see infra/bundles/make-bundles.ts.'); };",
    }));
  },
};

/** Leaves all but the version of an SDK client's package.json out: the client reads only that. */
const onlyVersions: Plugin = {
  name: 'only-versions',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk\/client-[^/]+\/package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * Leaves modules that are imported only when they are needed (`import()`), such as the words of another language, in files
 * of their own beside the bundle: nobody else's start reads them. Returns the plugin, and those modules by their files.
 */
function onDemand() {
  const modules = new Map<string, string>();
  const plugin: Plugin = {
    name: 'on-demand',
    setup({ onResolve }) {
      onResolve({ filter: /^#/ }, ({ kind, path }) => {
        if (kind !== 'dynamic-import') return undefined;
        const module = path.slice(1);
        const file = `${module.replaceAll('/', '-').replace('.ts', '')}.mjs`;
        modules.set(file, module);
        return { path: `./${file}`, external: true };
      });
    },
  };
  return { plugin, modules };
}

/** What every bundle has in common. */
const usual = {
  absWorkingDir: root,
  outdir: root,
  outExtension: { '.js': '.mjs' },
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  logLevel: 'warning',
} as const;

/**
 * Bundles handlers with the AWS SDK, without its credential provider chain and endpoint discovery:
 * small bundles start fast.
 */
async function makeBundles(folder: string, banner: string, entryPoints: string[]) {
  const { plugin, modules } = onDemand();
  const { outputFiles, metafile } = await build({
    ...usual,
    entryPoints,
    outbase: root,
    entryNames: '[dir]/[name]/index',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': join(here, 'credentials-from-environment.ts'),
      ...Object.fromEntries(leftOut.map((left) => [left, join(here, 'left-out-of-the-sdk.ts')])),
    },
    plugins: [withoutJsonSchema, withoutBrotli, onlyVersions, plugin],
    banner: { js: banner },
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
  });
  for (const { path, contents } of outputFiles) {
    const file = join(folder, relative(root, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }

  const { outputFiles: demanded } = await build({
    ...usual,
    entryPoints: [...modules].map(([file, module]) => ({ in: module, out: file.replace('.mjs', '') })),
    charset: 'utf8',
  });
  for (const [bundle, { imports }] of Object.entries(metafile.outputs))
    for (const { path, contents } of demanded)
      if (imports.some((one) => one.path === `./${relative(root, path)}`))
        writeFileSync(join(folder, dirname(bundle), relative(root, path)), contents);
}

const [folder = '', banner = '', ...files] = process.argv.slice(2);
await makeBundles(folder, banner, files);
