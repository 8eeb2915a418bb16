/**
 * A laboratory's own system in miniature, or with `SIDE=clinic` that of an organisation, whose client is a manager's. It
 * hears of orders and messages by webhook, checks that they come from the order desk, takes each once, and saves an
 * order's form and a message's text. It also reads the feed, when it starts and every five minutes (`EVERY`, in seconds):
 * so it hears of what no webhook has brought. It runs on Node 20 or newer, and needs one package:
 *
 *   npm i standardwebhooks
 *   DESK=https://desk.example TOKEN_URL=https://.../oauth2/token CLIENT_ID=... CLIENT_SECRET=... SECRET=whsec_... \
 *     PORT=4000 DIRECTORY=. node receiver.mjs
 *
 * It speaks plain http. For deliveries from the cloud put a proxy before it that takes https on port 443.
 * While you rotate the secret, SECRET has both, with a space between.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

const { DESK, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, SECRET = '', PORT, EVERY = '300', DIRECTORY = '.' } = process.env;
const { SIDE = 'laboratory' } = process.env;
const [orders, messages, position] = ['orders.jsonl', 'messages.jsonl', 'position'].map((name) =>
  join(DIRECTORY, name),
);

function end(line) {
  console.error(line);
  process.exit(1);
}

const within = (number, least, most) => Number(number) >= least && Number(number) <= most;
if (!URL.canParse(DESK)) end('Set DESK to the address of the order desk: https://...');
if (!URL.canParse(TOKEN_URL)) end('Set TOKEN_URL to the address that gives tokens: https://.../oauth2/token');
if (!CLIENT_ID) end('Set CLIENT_ID to the client id that the operator gave you.');
if (!CLIENT_SECRET) end('Set CLIENT_SECRET to the client secret that the operator gave you.');
if (!within(PORT, 1, 65_535)) end('Set PORT to the port to listen on, from 1 to 65535.');
if (!within(EVERY, 1, 86_400)) end('Set EVERY to the seconds between two readings of the feed, from 1 to 86400.');
if (!['laboratory', 'clinic'].includes(SIDE)) end('Set SIDE to laboratory or to clinic.');

const webhooks = SECRET.split(' ').map((secret) => {
  try {
    if (secret.startsWith('whsec_')) return new Webhook(secret);
  } catch {}
  return end('Set SECRET to what the PUT of the subscription showed: whsec_..., or several with a space between.');
});

try {
  for (const file of [orders, messages]) appendFileSync(file, '');
} catch (error) {
  end(`Set DIRECTORY to a folder that can be written in: ${error.message}`);
}
const lines = [orders, messages].flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean));
const taken = new Set(lines.map((line) => JSON.parse(line).id));

let token = { value: '', until: 0 };

/** Takes a token, and calls it old a minute before it is. */
async function renewToken() {
  const authorization = `Basic ${btoa(`${CLIENT_ID}:${CLIENT_SECRET}`)}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'order-desk/orders' });
  const answer = await fetch(TOKEN_URL, { method: 'POST', headers: { authorization }, body }).catch((error) => {
    throw new Error(`No token was given: ${error.cause?.message || error.cause?.code}`);
  });
  if (!answer.ok) throw new Error(`No token was given: ${answer.status} ${await answer.text()}`);
  const { access_token, expires_in } = await answer.json();
  token = { value: access_token, until: Date.now() + (expires_in - 60) * 1000 };
}

/** What the desk answers, asked with a token that is good; 401 says that this one is not, so a new one is tried. */
async function ask(path, body, renews = Date.now() >= token.until) {
  if (renews) await renewToken();
  const headers = { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' };
  const answer = await fetch(new URL(path, DESK), { method: body ? 'POST' : 'GET', headers, body });
  return answer.status === 401 && !renews ? ask(path, body, true) : answer;
}

const underWay = new Map();

/** Takes an event once, however often it comes, also while it is being taken: the feed and a webhook may bring the same. */
function take(event) {
  const taking = underWay.get(event.id) ?? effectsOf(event).finally(() => underWay.delete(event.id));
  underWay.set(event.id, taking);
  return taking;
}

/** The effects of an event, unless they are there. There is nothing to do for a type that is not known here. */
async function effectsOf(event) {
  if (event.type === 'order.published.v1') await saveOrder(event);
  if (event.type === 'order.message-added.v1' && !taken.has(event.id)) await saveMessage(event);
}

/** Keeps an event that has had its effect, in a line of a file. */
function keep(file, { id, subject, data }, more) {
  appendFileSync(file, `${JSON.stringify({ id, subject, ...data, ...more })}\n`);
  taken.add(id);
}

/** The order of an event, as this side reads it. */
const pathOf = ({ subject, data }) =>
  SIDE === 'clinic' ? `/v1/orders/${subject}` : `/v1/lab/orders/${data.tenantId}/${subject}`;

/** An order that is sent to a laboratory: a line in a file, and beside it the order's form, as the order is now. */
async function saveOrder(event) {
  const { id, subject, data } = event;
  if (!taken.has(id)) {
    keep(orders, event);
    console.log(`#${subject} of ${data.tenantId}, due ${data.dueDate}`);
  }
  const form = join(DIRECTORY, `${id}.pdf`);
  if (existsSync(form)) return;
  const printed = await ask(`${pathOf(event)}/print`, '{}');
  if (printed.status === 404) return isMissing(event, 'form');
  if (!printed.ok) throw new Error(`The form of #${subject} could not be printed: ${await printed.text()}`);
  const file = await fetch((await printed.json()).url);
  if (!file.ok) throw new Error(`The form of #${subject} could not be fetched: ${file.status}`);
  writeFileSync(form, Buffer.from(await file.arrayBuffer()));
  console.log(`#${subject} is saved as ${form}`);
}

/** A message of the other side: a line in a file. Its text is in no event, so the order's messages are read up to it. */
async function saveMessage(event, cursor = '') {
  const { subject, data } = event;
  const answer = await ask(`${pathOf(event)}/messages${cursor && `?cursor=${encodeURIComponent(cursor)}`}`);
  if (answer.status === 404) return isMissing(event, 'message');
  if (!answer.ok) throw new Error(`The messages of #${subject} could not be read: ${await answer.text()}`);
  const { items, nextCursor } = await answer.json();
  const message = items.find(({ messageId }) => messageId === data.messageId);
  if (!message && nextCursor) return saveMessage(event, nextCursor);
  if (!message) return isMissing(event, 'message');
  keep(messages, event, { by: message.by.name, text: message.text });
  console.log(`#${subject} of ${data.tenantId} has message ${data.messageId}`);
}

/** The order was withdrawn or returned since, or the desk was restored to a time before this. */
function isMissing({ subject, data }, what) {
  console.error(`#${subject} of ${data.tenantId} is not there for you, so its ${what} is not saved.`);
}

/** Reads the feed from where it was left. 410: what follows is no longer kept, so go on with the oldest that is. */
async function catchUp(after) {
  const answer = await ask(`${SIDE === 'clinic' ? '/v1/feed' : '/v1/lab/feed'}?after=${after}`);
  const { items, next, oldest, ...refusal } = await answer.json();
  if (answer.status === 410) return catchUp(oldest - 1);
  if (!answer.ok) throw new Error(`The feed answered ${answer.status}: ${JSON.stringify(refusal)}`);
  for (const { event } of items) await take(event);
  writeFileSync(position, String(next));
  if (next > after) await catchUp(next);
}

/** 204 says that the event has had its effects; on anything else it is sent again later. */
async function answerTo(request) {
  const body = await text(request);
  const faults = webhooks.flatMap((webhook) => {
    try {
      webhook.verify(body, request.headers);
      return [];
    } catch ({ message }) {
      return message.startsWith('No matching') ? 'The signature does not match SECRET.' : message;
    }
  });
  if (faults.length === webhooks.length) {
    console.error(`400: ${faults[0]}`);
    return 400;
  }
  await take(JSON.parse(body));
  return 204;
}

const server = createServer((request, response) => {
  const answer = (status) => response.writeHead(status).end();
  answerTo(request).then(answer, (error) => {
    console.error(error.message);
    answer(500);
  });
});
server.on('error', ({ message }) => end(`Set PORT to another: ${message}`));

await renewToken().catch(({ message }) => end(message));
server.listen(Number(PORT), () => console.log(`listening on ${server.address().port}`));
for (;;) {
  const after = existsSync(position) ? Number(readFileSync(position, 'utf8')) : 0;
  await catchUp(after).catch(({ message }) => console.error(message));
  await pause(Number(EVERY) * 1000);
}
