import { cpSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync, type OutputFile } from 'esbuild';
import { handlerFile } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';

const here = import.meta.dirname;
const root = join(here, '..');

/** What a bundle has beside its handler: how it begins, and files that stand where they stand here. */
export type Extras = { banner?: string; files?: readonly string[] };

const leftOut = ['@aws-sdk/middleware-endpoint-discovery', '@smithy/core/event-streams', '@aws/lambda-invoke-store'];

/** Small bundles load fast: the SDK is bundled, without its search for credentials and endpoints that a Lambda is told. */
const options = {
  absWorkingDir: root,
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
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

const make = (entryPoints: string[], banner = '') =>
  buildSync({ ...options, entryPoints, banner: { js: banner } }).outputFiles;

const handlers = Object.values(routes).map((route) => handlerFile(route));
let together: OutputFile[] | undefined;

/** The code of a handler and its source map. All routes' are made at once, for they have most of their sources in common. */
function filesOf(file: string, banner?: string): OutputFile[] {
  if (banner !== undefined || !handlers.includes(file)) return make([file], banner);
  together ??= make(handlers);
  return together.filter(({ path }) => dirname(path) === join(root, file.replace('.ts', '')));
}

/** A handler's code as it is deployed. CDK's own bundling starts npm and esbuild for each function. */
export const bundleOf = (file: string, { banner, files = [] }: Extras = {}): Code =>
  Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run, for we bundle here; but CDK tells bundles by it.
      image: DockerImage.fromRegistry('none'),
      command: [file],
      local: {
        tryBundle(folder) {
          for (const { path, contents } of filesOf(file, banner)) writeFileSync(join(folder, basename(path)), contents);
          for (const extra of files) cpSync(join(root, extra), join(folder, extra));
          return true;
        },
      },
    },
  });
