/**
 * `npm run bench:cold`: the CPU time of each bundled function from the start of its process to its first reply, compared
 * with a bare function that only reads an order and replies with it. `-- getOrder editOrder` chooses functions.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { handlerFile, type Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { printing } from '#infra/stacks/printing.ts';
import { startStub } from '#test/support/bundled/aws-stub.ts';
import { bundled } from '#test/support/bundled/bundles.ts';
import { callsOf, draftOf, readOf, tableOf } from '#test/support/bundled/calls.ts';

const rounds = 15;

/** The limit for each kind of function, as a multiple of the CPU time of the bare function. */
const most = { order: 1.55, entry: 1.4, webhook: 1.6, print: 6 };
type Kind = keyof typeof most;

const rows: Record<string, Route> = routes;
const functionOf = (name: string): { file: string; kind: Kind } => {
  const route = rows[name];
  if (route && name === 'printOrder') return { file: handlerFile(route), kind: 'print' };
  if (route) return { file: handlerFile(route), kind: /\/orders\b/.test(route.path) ? 'order' : 'entry' };
  if (name === 'deliverWebhook') return { file: 'functions/events/deliver-webhook.ts', kind: 'webhook' };
  return { file: 'functions/events/add-claims.ts', kind: 'entry' };
};

const order = draftOf(3);
const calls: Record<string, object> = { bare: { reads: [readOf(order)] }, ...callsOf(order) };
const [, , ...chosen] = process.argv;
const names = Object.keys(callsOf(order)).filter((name) => chosen.length === 0 || chosen.includes(name));
using stub = await startStub((url) => tableOf(order, url));
using bundles = bundled({
  bare: { file: 'test/bench/bare-read.ts', as: 'getOrder' },
  ...Object.fromEntries(names.map((name) => [name, { file: functionOf(name).file, as: name }])),
});

const run = promisify(execFile);

/** Runs a script in a process with Lambda's environment, and returns its output. */
async function said(script: string, args: string[], environment: object = {}) {
  const options = { env: { ...stub.environment, ...environment }, maxBuffer: 2 ** 26 };
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script, ...args], options);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

const firstReply = `
  const [bundle, event] = process.argv.slice(1);
  const { handler } = await import(bundle);
  const reply = await handler(JSON.parse(event), {});
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ ms: (user + system) / 1000, reply }));`;

async function millisecondsOf(name: string): Promise<number> {
  const environment = functionOf(name).kind === 'print' ? printing.environment : {};
  const { ms, reply } = await said(
    firstReply,
    [bundles.files.get(name) ?? '', JSON.stringify(calls[name])],
    environment,
  );
  const failed = reply.statusCode >= 300 || reply.batchItemFailures?.length > 0;
  if (failed) throw new Error(`${name} answers ${JSON.stringify(reply)}`);
  return ms;
}

const touchedLocales = `
  const touched = [];
  globalThis.Intl = new Proxy(Intl, { get: (all, one) => touched.push(one) && all[one] });
  await import(process.argv[1]);
  console.log(JSON.stringify(touched));`;

const faults: string[] = [];
for (const name of names) {
  const touched = await said(touchedLocales, [bundles.files.get(name) ?? '']);
  if (touched.length > 0) faults.push(`${name} asks Intl for ${touched.join(', ')} before its first call.`);
}

// The bare function is measured in every round, so that load on the machine affects all functions alike.
const round = names.flatMap((name, index) => (index % 5 === 0 ? ['bare', name] : [name]));
const taken: { name: string; ms: number }[] = [];
for (let left = rounds; left > 0; left--)
  for (const name of round) taken.push({ name, ms: await millisecondsOf(name) });

function median(name: string): number {
  const all = taken.filter((one) => one.name === name).map(({ ms }) => ms);
  return all.toSorted((one, other) => one - other)[all.length >> 1] ?? 0;
}

const bare = median('bare');
console.log(
  `\n| To the first reply | CPU ms | of the bare one | at most |\n|---|---|---|---|\n| bare | ${bare.toFixed(0)} | | |`,
);
for (const name of names) {
  const times = median(name) / bare;
  const limit = most[functionOf(name).kind];
  console.log(`| ${name} | ${median(name).toFixed(0)} | ${times.toFixed(2)} | ${limit} |`);
  if (times > limit)
    faults.push(`${name} takes ${times.toFixed(2)} times what the bare function takes, and may ${limit}.`);
}
if (faults.length > 0) console.log(`\n${faults.join('\n')}`);
process.exitCode = faults.length > 0 ? 1 : 0;
