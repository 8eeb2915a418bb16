/**
 * A laboratory's own system in miniature. It hears of orders by webhook, checks that they come from the order desk,
 * takes each once, saves its form, and reads the feed when it starts for what came while it was away:
 *
 *   DESK=https://desk.example TOKEN=... SECRET=whsec_... PORT=4000 DIRECTORY=. node docs/receiver.mjs
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

const { DESK, TOKEN, SECRET, PORT, DIRECTORY = '.' } = process.env;
const [orders, position] = ['orders.jsonl', 'position'].map((name) => join(DIRECTORY, name));
const kept = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const taken = new Set(
  kept(orders)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).id),
);
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

/** The effects of an event, each once, however often it comes: a line in a file, and the order's form beside it. */
async function take({ id, type, subject, data }) {
  if (type !== 'order.published.v1') return;
  if (!taken.has(id)) {
    appendFileSync(orders, `${JSON.stringify({ id, subject, ...data })}\n`);
    taken.add(id);
    console.log(`#${subject} of ${data.tenantId}, due ${data.dueDate}`);
  }
  const form = join(DIRECTORY, `${id}.pdf`);
  if (existsSync(form)) return;
  const printed = await fetch(`${DESK}/v1/lab/orders/${data.tenantId}/${subject}/print`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  if (!printed.ok) throw new Error(`The form of #${subject} could not be printed: ${await printed.text()}`);
  const file = await fetch((await printed.json()).url);
  if (!file.ok) throw new Error(`The form of #${subject} could not be fetched: ${file.status}`);
  writeFileSync(form, Buffer.from(await file.arrayBuffer()));
  console.log(`#${subject} is saved as ${form}`);
}

/** Reads the feed from where it was left. 410: what follows is no longer kept, so go on with the oldest that is. */
async function catchUp(after) {
  const answer = await fetch(`${DESK}/v1/lab/orders?after=${after}`, { headers });
  const { items = [], next, oldest } = await answer.json();
  if (answer.status === 410) return catchUp(oldest - 1);
  if (!answer.ok) throw new Error(`The feed answered ${answer.status}.`);
  for (const { event } of items) await take(event);
  writeFileSync(position, String(next));
  if (next > after) await catchUp(next);
}

/** 204 says that the event has had its effects; on anything else it is sent again later. */
async function answerTo(request) {
  const body = await text(request);
  try {
    new Webhook(SECRET).verify(body, request.headers);
  } catch {
    return 400;
  }
  await take(JSON.parse(body));
  return 204;
}

const server = createServer((request, response) => {
  answerTo(request)
    .catch((error) => console.error(error.message) ?? 500)
    .then((status) => response.writeHead(status).end());
});
server.listen(Number(PORT), () => console.log(`listening on ${server.address().port}`));
await catchUp(Number(kept(position)));
