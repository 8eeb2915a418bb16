import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { listed } from './test/support/description/document.ts';
import { ClosingLine } from './test/support/run/closing-line.ts';
import { LongFirst } from './test/support/run/long-first.ts';
import { NeverSeen } from './test/support/run/never-seen.ts';

const productTests = ['test/database/**/*.test.ts', 'test/journeys/**/*.test.ts', 'test/infra/local/**/*.test.ts'];
const pageTests = ['test/pages/**/*.test.ts'];
const timedTests = ['test/pages/desk/speed.test.ts'];
const withMany = ['lists', 'life', 'races'].map((name) => `test/database/${name}.test.ts`);
/** They run one after the other, after all others: they ask how soon something is heard. */
const busyTests = ['test/database/laboratories.test.ts', 'test/database/dead-endpoint.test.ts'];
/** They take long, whatever the count: products are started and killed, or another release is, beside this one. */
const slowProductTests = [
  'test/journeys/restart.test.ts',
  'test/journeys/laboratory-restart.test.ts',
  'test/database/two-releases.test.ts',
];
/**
 * They take long, whatever the count: all bundles are made twice and tried, a function prints 120
 * times, Vitest starts 14 times.
 */
const slowTests = [
  'test/infra/bundles/bundles.test.ts',
  'test/functions/prints/memory.test.ts',
  'test/support/run/closing-line.test.ts',
  'test/support/run/never-seen.test.ts',
];
/** `npm test` runs them in small. */
const largeTests = ['test/functions/http/linear.test.ts'];
const propertyTests = globSync('test/{domain,functions}/**/*.test.ts').filter((file) =>
  readFileSync(file, 'utf8').includes('fc.assert'),
);

// The timeout is far above what these tests take, because they share the processor with others.
const sharedProcess = {
  isolate: false,
  setupFiles: ['test/support/run/fresh-process.ts'],
  testTimeout: 30_000,
};
const onTheProduct = {
  globalSetup: 'test/support/product/start-product.ts',
  testTimeout: 60_000,
  hookTimeout: 30_000,
  // As long as a page is waited for.
  expect: { poll: { timeout: 30_000 } },
  // Tests start many processes that load the same modules: they share one compile cache.
  env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
};

/** What API Gateway answers by itself when a token lacks the scope, or when a function or API Gateway cannot do more. */
const onlyInTheCloud = [403, 429, 500, 503].map((status) => `API Gateway ${status}`);

/** A browser is several processes, so fewer tests run beside each other. */
const inBrowsers = { ...onTheProduct, maxWorkers: availableParallelism() + 1 };

const manyTimes = { TIMES: process.env['TIMES'] ?? '10' };

export default defineConfig({
  test: {
    reporters: ['default', new NeverSeen(listed(), onlyInTheCloud), new ClosingLine()],
    sequence: { sequencer: LongFirst },
    // Imports CommonJS modules as Node does.
    deps: { interopDefault: false },
    // The environment of a deployed function, with credentials and addresses that reach nothing.
    env: {
      TABLE_NAME: 'orders',
      BUCKET_NAME: 'files',
      FILES_URL: 'https://files.s3.eu-central-1.amazonaws.com',
      BUS_NAME: 'bus',
      RETRY_QUEUE_URL: 'http://127.0.0.1/queue',
      DELIVERY_QUEUE_URL: 'http://127.0.0.1/queue',
      DELIVERY_WAITS: '[5000,300000]',
      TOKENS_URL: 'https://sign-in.example.com/oauth2/token',
      KNOWN_PATHS: '{"GET":[""],"POST, GET":["/orders"],"GET, PATCH":["/orders/+"]}',
      PAGES_URL: 'https://orders.example.com',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
    },
    // Two more than there are cores, because tests of the product mostly wait.
    maxWorkers: availableParallelism() + 2,
    projects: [
      // npm test
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/**/*.test.ts'],
          exclude: [...productTests, ...pageTests, ...slowTests, 'test/clients/**'],
          ...sharedProcess,
        },
      },
      {
        extends: true,
        test: { name: 'product', include: productTests, exclude: slowProductTests, ...sharedProcess, ...onTheProduct },
      },
      // npm run test:pages
      // A story of a whole day at the desk takes half a minute beside many other processes.
      {
        extends: true,
        test: { name: 'pages', include: pageTests, exclude: timedTests, ...inBrowsers, testTimeout: 120_000 },
      },
      // After all others, alone on the machine.
      { extends: true, test: { name: 'timed', include: timedTests, ...inBrowsers, sequence: { groupOrder: 1 } } },
      // npm run test:long
      {
        extends: true,
        test: {
          name: 'long',
          include: [...propertyTests, ...slowTests, ...largeTests],
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
          include: [...withMany, ...slowProductTests],
          ...onTheProduct,
          setupFiles: ['test/support/run/configure-properties.ts'],
          testTimeout: 600_000,
          env: { ...onTheProduct.env, ...manyTimes },
        },
      },
      {
        extends: true,
        test: {
          name: 'long-alone',
          include: busyTests,
          ...sharedProcess,
          ...onTheProduct,
          env: { ...onTheProduct.env, ...manyTimes },
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
