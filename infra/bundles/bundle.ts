import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { handlerFile } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';

const root = join(import.meta.dirname, '../..');

/** What a bundle contains beside its handler: code at its beginning, and files, by their path below the root. */
export type Extras = { banner?: string; files?: readonly string[] };

/**
 * Bundles handlers in a child process, because esbuild's plugins work only asynchronously and CDK's constructs are
 * synchronous. The folder is deleted when this process exits.
 */
function make(files: readonly string[], banner = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'made-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  execFileSync(process.execPath, [join(root, 'infra/bundles/make-bundles.ts'), folder, banner, ...files], {
    stdio: 'inherit',
  });
  return folder;
}

const handlers = Object.values(routes).map((route) => handlerFile(route));
let together: string | undefined;
function allTogether(): string {
  together ??= make(handlers);
  return together;
}

/** The folder of a handler's bundle and source map. All routes are bundled in one run, since they share most sources. */
function folderOf(file: string, banner?: string): string {
  const folder = banner !== undefined || !handlers.includes(file) ? make([file], banner) : allTogether();
  return join(folder, file.replace('.ts', ''));
}

/** A handler's code asset. CDK's `NodejsFunction` is slower: it starts npm and esbuild for each function. */
export const bundleOf = (file: string, { banner, files = [] }: Extras = {}): Code =>
  Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK requires an image, but never runs it: `tryBundle` below does the bundling.
      image: DockerImage.fromRegistry('none'),
      command: [file],
      local: {
        tryBundle(folder) {
          cpSync(folderOf(file, banner), folder, { recursive: true });
          for (const extra of files) cpSync(join(root, extra), join(folder, extra));
          return true;
        },
      },
    },
  });
