/**
 * A laboratory's own system in miniature. It hears of orders by webhook, checks that they come from the order desk,
 * takes each once, and reads the feed when it starts for what came while it was away:
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

/** The one effect of an event, however often it comes: here a line in a file. */
function take(event) {
  if (event.type !== 'order.published.v1' || taken.has(event.id)) return;
  appendFileSync(orders, `${JSON.stringify(event)}\n`);
  taken.add(event.id);
  console.log(`#${event.subject} of ${event.data.tenantId}, due ${event.data.dueDate}`);
}

/** Reads the feed from where it was left. 410: what follows is no longer kept, so go on with the oldest that is. */
async function catchUp(after) {
  const answer = await fetch(`${DESK}/v1/lab/orders?after=${after}`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const { items = [], next, oldest } = await answer.json();
  if (answer.status === 410) return catchUp(oldest - 1);
  if (!answer.ok) throw new Error(`The feed answered ${answer.status}.`);
  for (const { event } of items) take(event);
  writeFileSync(position, String(next));
  if (next > after) await catchUp(next);
}

const webhook = new Webhook(SECRET);
const server = createServer(async (request, response) => {
  try {
    take(webhook.verify(await text(request), request.headers));
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
});
server.listen(Number(PORT), () => console.log(`listening on ${server.address().port}`));
await catchUp(Number(kept(position)));
