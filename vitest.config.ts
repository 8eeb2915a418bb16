import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/support/closing-line.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', new ClosingLine()],
    // What a deployment tells a function, and a region and keys that lead nowhere.
    env: {
      TABLE_NAME: 'orders',
      BUS_NAME: 'bus',
      RETRY_QUEUE_URL: 'http://127.0.0.1/queue',
      DELIVERY_QUEUE_URL: 'http://127.0.0.1/queue',
      DELIVERY_WAITS: '[5000,300000]',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
    },
  },
});
