/** The product of a run of tests, in memory on a free port. It ends when the process that has started it lets go. */
import { startProduct } from '#infra/local/product.ts';

const product = await startProduct({ port: 0, log: console.error, deliveryWaits: Array(6).fill(20) });
process.once('disconnect', () => product.stop());
process.send?.({ product: product.url, dynamodb: product.dynamodbEndpoint });
