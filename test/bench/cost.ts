/**
 * `npm run bench:cost`: the AWS bill of a thousand orders. A hundred orders are created, changed, printed and published on the
 * local product. DynamoDB's capacity units are counted in test/support/database/units.ts, everything else here.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startProduct } from '#infra/local/product.ts';
import { countUnits } from '#test/support/database/units.ts';

const orders = 100;

/** AWS's prices in us-east-1, in US dollars. Frankfurt costs about a fifth more. */
const prices = {
  'DynamoDB, write units': 0.625 / 1e6,
  'DynamoDB, read units': 0.125 / 1e6,
  'HTTP API, requests': 1 / 1e6,
  'Lambda, calls': 0.2 / 1e6,
  'Lambda, GB-seconds': 0.0000133334,
  'S3, puts': 5 / 1e6,
  'S3, gets': 0.4 / 1e6,
  'EventBridge, events': 1 / 1e6,
  'SQS, requests': 0.4 / 1e6,
  'CloudWatch Logs, GB': 0.5,
};
type Item = keyof typeof prices;

const used = new Map<Item, number>();
const count = (item: Item, many = 1) => used.set(item, (used.get(item) ?? 0) + many);

await using product = await (async () => {
  const started = await startProduct({ port: 0, apart: [] });
  return Object.assign(started, { [Symbol.asyncDispose]: started.stop });
})();

const { dynamodb } = await import('#functions/store/client.ts');
const isWrite = /^(Put|Update|Delete|Transact)/;
countUnits(dynamodb, ({ command, table, indexes }) =>
  count(isWrite.test(command) ? 'DynamoDB, write units' : 'DynamoDB, read units', table + indexes),
);

/** Counts a log line of a function: one call, with its duration, and the bytes of the line. */
const { write } = process.stdout;
process.stdout.write = (chunk: string | Uint8Array) => {
  const line = `${chunk}`;
  if (!line.startsWith('{"level"')) return write.call(process.stdout, chunk);
  const { route, ms = 0 } = JSON.parse(line);
  count('Lambda, calls');
  count('Lambda, GB-seconds', (ms / 1000) * (/^print/.test(route) ? 1769 / 1024 : 1));
  // Plus the lines that Lambda and API Gateway log for each call.
  count('CloudWatch Logs, GB', (line.length + 600) / 1e9);
  return true;
};

async function signIn(clientId: string) {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'demo-secret' };
  const answer = await fetch(`${product.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token } = Object(await answer.json());
  return async (method: string, path: string, body?: object, version?: number) => {
    count('HTTP API, requests');
    const answer = await fetch(`${product.url}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json',
        ...(version && { 'if-match': `"${version}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return Object(await answer.json());
  };
}

const dentist = await signIn('northside-dr-weber');
const manager = await signIn('northside-manager');
const laboratory = await signIn('apex-lab');
const shade = { system: 'VITA Classical', value: 'A3' };

/** Opens a link, and counts a GET and the PUT of its file. */
const opened = async ({ url }: { url: string }) => {
  await (await fetch(url)).arrayBuffer();
  count('S3, puts');
  count('S3, gets');
};

used.clear();
for (let order = 0; order < orders; order++) {
  await dentist('GET', '/orders');
  const draft = await dentist('POST', '/orders', {
    patient: { lastName: 'Okafor', firstName: 'Ada' },
    toothNotation: 'FDI',
    services: [{ serviceId: 'zirconia-bridge', teeth: ['24', '25', '26'], pontics: ['25'], shade }],
  });
  const path = `/orders/${draft.number}`;
  for (const { version, note } of [
    { version: 1, note: 'Contacts light.' },
    { version: 2, note: 'Contacts light, please call.' },
  ]) {
    await dentist('GET', path);
    await dentist('PATCH', path, { note }, version);
  }
  const ready = { laboratoryId: 'apex-lab', dueDate: draft.proposedDueDate };
  await dentist('PATCH', path, ready, 3);
  await manager('GET', '/orders?status=draft');
  await manager('GET', path);
  await manager('POST', `${path}/plan-work`, { mode: 'automatic' }, 4);
  await manager('GET', `${path}/payroll`);
  await manager('POST', `${path}/publish`, {}, 5);
  await opened(await manager('POST', `${path}/print`, {}));
  await manager('GET', `${path}/history`);
  await laboratory('GET', `/lab/feed?after=${order}&wait=20`);
  await laboratory('GET', `/lab/orders/northside/${draft.number}`);
  await opened(await laboratory('POST', `/lab/orders/northside/${draft.number}/print`, {}));
}
await pause(3000);
// Calls that the product does not log here: one for each change of an order, and one for each endpoint; assume one endpoint.
count('Lambda, calls', orders * (6 + 2));
count('Lambda, GB-seconds', orders * (6 * 0.02 + 2 * 0.2));
count('EventBridge, events', orders);
// The message of the bus's rule and that of the endpoint: each is sent, received and deleted.
count('SQS, requests', orders * 6);

const thousand = (many: number) => (many * 1000) / orders;
const [rows, sum] = Object.entries(prices).reduce<[string[], number]>(
  ([lines, total], [item, price]) => {
    const many = thousand(used.get(item as Item) ?? 0);
    const shown = many < 10 ? many.toFixed(3) : Math.round(many).toLocaleString('en');
    return [[...lines, `| ${item} | ${shown} | ${(many * price).toFixed(4)} |`], total + many * price];
  },
  [[], 0],
);
console.log(
  `\n| A thousand orders | Used | USD |\n|---|---|---|\n${rows.join('\n')}\n| **Together** | | **${sum.toFixed(2)}** |`,
);
