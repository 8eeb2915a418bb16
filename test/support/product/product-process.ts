/** A process that runs the product in memory on a free port, until its parent disconnects. */
import { startProduct } from '#infra/local/product.ts';

const product = await startProduct({ port: 0, log: console.error, deliveryWaits: Array(6).fill(20) });
process.once('disconnect', () => product.stop());
process.send?.({ product: product.url, dynamodb: product.dynamodbEndpoint });
