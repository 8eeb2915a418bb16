/**
 * `npm run bench:warm`: the CPU that a request takes of a function that has been at work for a while, as deployed, beside
 * that of a bare one with the same reads and writes. The order has 25 lines.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { handlerFile } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { startStub } from '#test/support/bundled/aws-stub.ts';
import { bundled } from '#test/support/bundled/bundles.ts';
import { callsOf, draftOf, tableOf } from '#test/support/bundled/calls.ts';

/** How many times the CPU of the bare function each may take; it reads alone, or writes, too. */
const measured = [
  { name: 'getOrder', bare: 'bareRead', most: 1.35 },
  { name: 'editOrder', bare: 'bareWrite', most: 1.6 },
  { name: 'publishOrder', bare: 'bareWrite', most: 1.6 },
] as const;

/** How many processes of each, how many requests make it warm, and in how many turns of how many it is measured then. */
const [processes, warmUp, turnsEach, requests] = [3, 400, 20, 25];

const order = draftOf(25);
const calls = callsOf(order);
using stub = await startStub((url) => tableOf(order, url));
using bundles = bundled({
  bareRead: { file: 'test/bench/bare-read.ts', as: 'getOrder' },
  bareWrite: { file: 'test/bench/bare-write.ts', as: 'editOrder' },
  ...Object.fromEntries(measured.map(({ name }) => [name, { file: handlerFile(routes[name]), as: name }])),
});

const work = `
  const { handler } = await import(process.argv[1]);
  process.on('message', async ({ event, times }) => {
    const before = process.cpuUsage();
    let reply;
    for (let call = 0; call < times; call++) reply = await handler(JSON.parse(event), {});
    const { user, system } = process.cpuUsage(before);
    process.send({ ms: (user + system) / 1000 / times, reply });
  });`;

/** A process that works off events like a Lambda's, and says how many milliseconds of CPU each took. */
function startProcess(name: string) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', work, bundles.files.get(name) ?? ''], {
    env: stub.environment,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    async call(event: object, times: number): Promise<number> {
      child.send({ event: JSON.stringify(event), times });
      const [{ ms, reply }] = await once(child, 'message');
      if (reply.statusCode !== 200) throw new Error(`${name} answers ${JSON.stringify(reply)}`);
      return ms;
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}

/** What a function asks of DynamoDB in one call, as the document client says it. */
async function askedBy(name: keyof typeof calls): Promise<object> {
  using one = startProcess(name);
  const asked = await stub.askedBy(() => one.call(calls[name], 1));
  const inputs = (action: string) => asked.filter((request) => request.action === action).map(({ input }) => input);
  const reads = inputs('BatchGetItem').map(({ RequestItems: { orders } }) => ({
    RequestItems: { orders: { ...orders, Keys: orders.Keys.map(unmarshall) } },
  }));
  const [write] = inputs('PutItem').map(({ Item, ExpressionAttributeValues: values, ...condition }) => ({
    ...condition,
    Item: unmarshall(Item),
    ExpressionAttributeValues: unmarshall(values),
  }));
  return { reads, write };
}

const median = (all: number[]) => all.toSorted((one, other) => one - other)[all.length >> 1] ?? 0;
const faults: string[] = [];
console.log('\n| A request | CPU ms | bare | of the bare one | at most |\n|---|---|---|---|---|');
for (const { name, bare, most } of measured) {
  const taken: { ours: number; bare: number }[] = [];
  const asked = await askedBy(name);
  for (let process = 0; process < processes; process++) {
    using one = startProcess(name);
    using other = startProcess(bare);
    const turn = async (times: number) => ({
      ours: await one.call(calls[name], times),
      bare: await other.call(asked, times),
    });
    await turn(warmUp);
    for (let turns = 0; turns < turnsEach; turns++) taken.push(await turn(requests));
  }
  // Of turns that followed on each other, so that what else the machine does is in both.
  const times = median(taken.map((turn) => turn.ours / turn.bare));
  const [ours, bareMs] = [median(taken.map((turn) => turn.ours)), median(taken.map((turn) => turn.bare))];
  console.log(`| ${name} | ${ours.toFixed(2)} | ${bareMs.toFixed(2)} | ${times.toFixed(2)} | ${most} |`);
  if (times > most)
    faults.push(`${name} takes ${times.toFixed(2)} times what the bare function takes, and may ${most}.`);
}
if (faults.length > 0) console.log(`\n${faults.join('\n')}`);
process.exitCode = faults.length > 0 ? 1 : 0;
