import type { TestProject } from 'vitest/node';
import { startProduct } from '#infra/local/product.ts';

/** One product for the whole run, in memory on a free port; each test file has a tenant or a table of its own. */
export default async function setup(project: TestProject) {
  const product = await startProduct({ port: 0, log: console.error, deliveryWaits: Array(6).fill(20) });
  const { write } = process.stdout;
  // The functions' log lines are not the tests' affair.
  process.stdout.write = (chunk: string | Uint8Array) =>
    `${chunk}`.startsWith('{"level"') || write.call(process.stdout, chunk);
  project.provide('product', product.url);
  project.provide('dynamodb', product.dynamodbEndpoint);
  return product.stop;
}
