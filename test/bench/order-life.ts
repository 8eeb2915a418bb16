import { demoSecret } from '#infra/local/demo/people.ts';
import type { Bill } from '#test/bench/bill.ts';

const shade = { system: 'VITA Classical', value: 'A3' };

/** What announces itself in the life of an order, below: changes and messages, and the events that each side is told. */
const [announced, laboratoryIsTold, clinicIsTold] = [12, 3, 4];

/** Signs in as one of the demo people. Every request that the returned function sends is told to `counted`. */
export async function signIn(url: string, clientId: string, counted = () => {}) {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: demoSecret };
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token } = Object(await answer.json());
  return async (method: string, path: string, body?: object, version?: number) => {
    counted();
    const answer = await fetch(`${url}/v1${path}`, {
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

/** Everybody who works with the orders. */
export async function signInEverybody(url: string, bill: Bill) {
  const counted = () => bill.count('HTTP API, requests');
  const dentist = await signIn(url, 'northside-dr-weber', counted);
  const manager = await signIn(url, 'northside-manager', counted);
  const laboratory = await signIn(url, 'apex-lab', counted);
  return { dentist, manager, laboratory };
}
type Everybody = Awaited<ReturnType<typeof signInEverybody>>;

/** The life of an order, from draft to delivery: what people and their systems ask of the desk. */
export async function live({ dentist, manager, laboratory }: Everybody, bill: Bill): Promise<void> {
  /** Opens a link, and counts a GET and the PUT of its file. */
  const open = async ({ url }: { url: string }) => {
    await (await fetch(url)).arrayBuffer();
    bill.count('S3, puts');
    bill.count('S3, gets');
  };

  await dentist('GET', '/orders');
  const draft = await dentist('POST', '/orders', {
    patient: { lastName: 'Okafor', firstName: 'Ada' },
    toothNotation: 'FDI',
    services: [{ serviceId: 'zirconia-bridge', teeth: ['24', '25', '26'], pontics: ['25'], shade }],
  });
  const order = `/orders/${draft.number}`;
  for (const { version, note } of [
    { version: 1, note: 'Contacts light.' },
    { version: 2, note: 'Contacts light, please call.' },
  ]) {
    await dentist('GET', order);
    await dentist('PATCH', order, { note }, version);
  }
  const ready = { laboratoryId: 'apex-lab', dueDate: draft.proposedDueDate };
  await dentist('PATCH', order, ready, 3);
  await manager('GET', '/orders?status=draft');
  await manager('GET', order);
  await manager('POST', `${order}/plan-work`, { mode: 'automatic' }, 4);
  await manager('GET', `${order}/payroll`);
  await manager('POST', `${order}/publish`, {}, 5);
  await open(await manager('POST', `${order}/print`, {}));
  await manager('GET', `${order}/history`);

  const laboratorys = `/lab/orders/northside/${draft.number}`;
  const sent = await laboratory('GET', laboratorys);
  await open(await laboratory('POST', `${laboratorys}/print`, {}));
  const promise = { promisedDate: draft.proposedDueDate, laboratoryReference: 'Pan 118' };
  const accepted = await laboratory('POST', `${laboratorys}/accept`, promise, sent.version);
  await laboratory('POST', `${laboratorys}/messages`, { text: 'Is the bite on the scan the final one?' });
  await dentist('GET', `${order}/messages`);
  await dentist('POST', `${order}/messages`, { text: 'Yes, it is.' });
  await laboratory('GET', `${laboratorys}/messages`);
  const produced = await laboratory('POST', `${laboratorys}/produce`, {}, accepted.version);
  await laboratory('POST', `${laboratorys}/ship`, { carrier: 'Courier' }, produced.version);
  const { version } = await dentist('GET', order);
  await dentist('POST', `${order}/receive`, {}, version);
}

/** Both sides hear of these orders, by a request for each event, which is there by now. The feeds had none before. */
export async function hear({ manager, laboratory }: Everybody, orders: number, bill: Bill): Promise<void> {
  for (let after = 0; after < orders * laboratoryIsTold; after++)
    await laboratory('GET', `/lab/feed?after=${after}&limit=1&wait=20`);
  for (let after = 0; after < orders * clinicIsTold; after++)
    await manager('GET', `/feed?after=${after}&limit=1&wait=20`);
  // What the product does not log: the calls of the announcer; and, for each event, one that starts its deliveries and one
  // that asks an endpoint, assumed to be one. Each of the two has a message, which is sent, received and deleted.
  const events = orders * (laboratoryIsTold + clinicIsTold);
  for (let call = 0; call < orders * announced; call++) bill.countCall('announce', 20);
  for (let event = 0; event < events; event++) {
    bill.count('EventBridge, events');
    bill.countCall('deliverWebhook', 20);
    bill.countCall('deliverWebhook', 200);
    bill.count('SQS, requests', 2 * 3);
  }
}
