import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { handlerFile } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';

const root = join(import.meta.dirname, '../..');

/** What a bundle has beside its handler: how it begins, and files that stand where they stand here. */
export type Extras = { banner?: string; files?: readonly string[] };

/** Makes bundles in a process of their own: esbuild is asked for a promise, and CDK waits for none. They stand until this process ends. */
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

/** Where a handler's code and its source map are. All routes' are made at once, for they have most of their sources in common. */
function folderOf(file: string, banner?: string): string {
  const folder = banner !== undefined || !handlers.includes(file) ? make([file], banner) : allTogether();
  return join(folder, file.replace('.ts', ''));
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
          cpSync(folderOf(file, banner), folder, { recursive: true });
          for (const extra of files) cpSync(join(root, extra), join(folder, extra));
          return true;
        },
      },
    },
  });
