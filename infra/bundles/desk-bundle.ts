import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';

/** The files of the desk's bundle as a source of the pages' bucket. They are made by a child process: see `bundle.ts`. */
export const deskBundle = (): ISource =>
  Source.asset(join(import.meta.dirname, '../../desk'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK requires an image, but never runs it: `tryBundle` below does the bundling.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle(folder) {
          execFileSync(process.execPath, [join(import.meta.dirname, 'make-desk.ts'), folder], { stdio: 'inherit' });
          return true;
        },
      },
    },
  });
