/**
 * `npm run bench:warm`: the CPU time of a request to a bundled function that is warm, compared with a bare function that
 * sends the same reads and writes. The order has 25 lines.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { handlerFile } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { startStub } from '#test/support/bundled/aws-stub.ts';
import { bundled } from '#test/support/bundled/bundles.ts';
import { callsOf, draftOf, tableOf } from '#test/support/bundled/calls.ts';

/** The limit for each function, as a multiple of the CPU time of a bare function. */
const measured = [
  { name: 'getOrder', bare: 'bareRead', most: 1.35 },
  { name: 'editOrder', bare: 'bareWrite', most: 1.6 },
  { name: 'publishOrder', bare: 'bareWrite', most: 1.6 },
] as const;

/** Processes for each function, requests to warm one up, then turns of measuring and requests in each turn. */
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

/** Starts a process that handles events as Lambda does. `call` returns the milliseconds of CPU for each event. */
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

/** The DynamoDB requests of one call of a function, as inputs of the document client. */
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
  // Compares turns that follow each other, so that load on the machine is in both.
  const times = median(taken.map((turn) => turn.ours / turn.bare));
  const [ours, bareMs] = [median(taken.map((turn) => turn.ours)), median(taken.map((turn) => turn.bare))];
  console.log(`| ${name} | ${ours.toFixed(2)} | ${bareMs.toFixed(2)} | ${times.toFixed(2)} | ${most} |`);
  if (times > most)
    faults.push(`${name} takes ${times.toFixed(2)} times what the bare function takes, and may ${most}.`);
}
if (faults.length > 0) console.log(`\n${faults.join('\n')}`);
process.exitCode = faults.length > 0 ? 1 : 0;
