/**
 * `npm run bench:cost`: the AWS bill of a thousand orders, of which 25 live from draft to delivery on the local product; and
 * what the actions of the demo write beside a textbook, which fails above its bounds. DynamoDB's capacity units are counted
 * in test/support/database/units.ts.
 */
import { startProduct } from '#infra/local/product.ts';
import { Bill } from '#test/bench/bill.ts';
import { compareDemo } from '#test/bench/demo-beside-textbook.ts';
import { hear, live, signInEverybody } from '#test/bench/order-life.ts';
import { countUnits } from '#test/support/database/units.ts';

const orders = 25;

await using product = await (async () => {
  const started = await startProduct({ port: 0, apart: [] });
  return Object.assign(started, { [Symbol.asyncDispose]: started.stop });
})();
const bill = new Bill();

const { dynamodb } = await import('#functions/store/client.ts');
const isWrite = /^(Put|Update|Delete|Transact)/;
countUnits(dynamodb, ({ command, table, indexes }) =>
  bill.count(isWrite.test(command) ? 'DynamoDB, write units' : 'DynamoDB, read units', table + indexes),
);

/** Counts a log line of a function: one call, with its duration, and the bytes of the line. */
const { write } = process.stdout;
process.stdout.write = (chunk: string | Uint8Array) => {
  const line = `${chunk}`;
  if (!line.startsWith('{"level"')) return write.call(process.stdout, chunk);
  const { route = '', ms = 0 } = JSON.parse(line);
  bill.countCall(route, ms);
  // Plus the lines that Lambda and API Gateway log for each call.
  bill.count('CloudWatch Logs, GB', (line.length + 600) / 1e9);
  return true;
};

const everybody = await signInEverybody(product.url, bill);
bill.clear();
for (let order = 0; order < orders; order++) await live(everybody, bill);
await hear(everybody, orders, bill);
console.log(`\n${bill.ofThousand(orders)}`);

const faults = await compareDemo(product.url, dynamodb);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
