import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/support/run/closing-line.ts';
import { LongFirst } from './test/support/run/long-first.ts';

const onRealParts = ['test/database/**/*.test.ts', 'test/journeys/**/*.test.ts', 'test/infra/local/**/*.test.ts'];
const withStrangers = ['test/pages/**/*.test.ts'];
const withMany = ['test/database/laboratories.test.ts'];
const withProperties = globSync('test/{domain,functions}/**/*.test.ts').filter((file) =>
  readFileSync(file, 'utf8').includes('fc.assert'),
);

// Nothing here takes seconds; but a few compete for the processor.
const sharedProcess = { isolate: false, setupFiles: ['test/support/run/fresh-modules.ts'], testTimeout: 30_000 };
const onTheProduct = {
  globalSetup: 'test/support/product/start-product.ts',
  testTimeout: 60_000,
  hookTimeout: 30_000,
  // Many a test starts processes that load the same: they are compiled once.
  env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
};

const manyTimes = { TIMES: process.env['TIMES'] ?? '15' };

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    sequence: { sequencer: LongFirst },
    // CommonJS is imported as Node itself does.
    deps: { interopDefault: false },
    // What a deployment tells a function, and a region and keys that lead nowhere.
    env: {
      TABLE_NAME: 'orders',
      BUCKET_NAME: 'files',
      FILES_URL: 'https://files.s3.eu-central-1.amazonaws.com',
      BUS_NAME: 'bus',
      RETRY_QUEUE_URL: 'http://127.0.0.1/queue',
      DELIVERY_QUEUE_URL: 'http://127.0.0.1/queue',
      DELIVERY_WAITS: '[5000,300000]',
      KNOWN_PATHS: '{"/v1/orders":"POST, GET","/v1/orders/{number}":"GET, PATCH"}',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
    },
    // One more than the processor takes: tests of the product wait for it most of the time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // npm test
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/**/*.test.ts'],
          exclude: [...onRealParts, ...withStrangers],
          ...sharedProcess,
        },
      },
      { extends: true, test: { name: 'product', include: onRealParts, ...onTheProduct } },
      // npm run test:pages
      { extends: true, test: { name: 'pages', include: withStrangers, ...onTheProduct } },
      // npm run test:long
      {
        extends: true,
        test: {
          name: 'long',
          include: withProperties,
          ...sharedProcess,
          setupFiles: [...sharedProcess.setupFiles, 'test/support/run/configure-properties.ts'],
          env: manyTimes,
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long-product',
          include: withMany,
          ...onTheProduct,
          env: { ...onTheProduct.env, ...manyTimes },
        },
      },
    ],
  },
});
