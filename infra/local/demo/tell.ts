import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { formatMoney } from '#domain/kernel/money.ts';
import { OrderEvent } from '#domain/listening/order-event.ts';
import { launchUnlessRunning } from '#infra/local/demo/launch.ts';
import { startReceiver } from '#infra/local/demo/receiver.ts';
import { tellHowItComesBack } from '#infra/local/demo/round-trip.ts';
import {
  answered,
  demand,
  endOfFeed,
  Feed,
  say,
  secretOf,
  signIn,
  step,
  tokenUrl,
  url,
  within,
} from '#infra/local/demo/telling.ts';
import { freePort } from '#infra/local/machine/listening.ts';

/**
 * `npm run demo`: the way of an order over HTTP, from draft to laboratory and back. The first unexpected
 * reply ends it with an error.
 */

const Money = z.object({ amount: z.int(), currency: z.string() });
const Task = z.looseObject({ name: z.string(), dueDate: z.optional(z.string()), employeeId: z.optional(z.string()) });
const Order = z.object({
  number: z.string(),
  status: z.string(),
  version: z.int(),
  source: z.nullable(z.string()),
  clinic: z.string(),
  customer: z.object({ firstName: z.string(), lastName: z.string() }),
  services: z.array(z.looseObject({ serviceId: z.string() })),
  proposedDueDate: z.optional(z.string()),
  price: z.object({ total: Money }),
  readiness: z.array(z.object({ message: z.string() })),
  warnings: z.array(z.object({ message: z.string() })),
  workPlan: z.object({ tasks: z.array(Task) }),
});
const Payroll = z.object({
  byEmployee: z.array(z.object({ name: z.string(), total: Money })),
  orderTotal: Money,
  total: Money,
  margin: Money,
});
const Effects = z.object({ effects: z.array(z.object({ message: z.string() })) });
const History = z.object({
  items: z.array(
    z.object({
      version: z.optional(z.int()),
      action: z.string(),
      by: z.object({ name: z.string() }),
      changes: z.array(z.object({ field: z.string() })),
    }),
  ),
});
const Document = z.object({ url: z.string(), bytes: z.int(), expiresAt: z.string() });
const Subscription = z.object({ secret: z.string() });
const Received = z.looseObject({ patient: z.object({ firstName: z.string(), lastName: z.string() }) });
const Events = z.object({ items: z.array(z.object({ Detail: OrderEvent })) });

const Message = z.object({ by: z.object({ name: z.string() }), text: z.string() });
const Thread = z.object({ items: z.array(Message) });

const money = (sum: z.infer<typeof Money>) => formatMoney(sum, 'en');
/** Downloads the file behind a link and checks that it is a PDF of the promised size. */
async function opened({ url: link, bytes }: z.infer<typeof Document>): Promise<Buffer> {
  const answer = await fetch(link);
  const pdf = Buffer.from(await answer.arrayBuffer());
  const what = `a PDF of ${bytes} bytes behind the link, not ${answer.status} with ${pdf.length} bytes`;
  demand(pdf.length === bytes && isPdf(pdf), what);
  return pdf;
}

const isPdf = (file: Buffer) => `${file.subarray(0, 4)}` === '%PDF';

/** Tells the story. Returns the number of its order. */
async function tellTheStory(directory: string): Promise<string> {
  const dentist = await signIn('northside-dr-weber');
  const manager = await signIn('northside-manager');

  step('1. Dr. Weber saves an order that she cannot send yet.');
  const saved = await dentist(Order, 'POST', '/orders', {
    customerId: 'dr-weber',
    patient: { lastName: 'Łukaszewska', firstName: 'Maria' },
    toothNotation: 'FDI',
    services: [
      { serviceId: 'zirconia-bridge', teeth: ['24', '25', '26'], pontics: ['25'] },
      { serviceId: 'zirconia-crown', teeth: ['11', '21'], shade: { system: 'VITA Classical', value: 'a 3,5' } },
    ],
  });
  say(`   The draft is #${saved.number}. What is missing before it can be sent:`);
  for (const { message } of saved.readiness) say(`   - ${message}`);
  demand(saved.status === 'draft' && saved.readiness.length === 3, 'a draft that lacks three things');

  step('2. She edits it: laboratory, due date, and the shade of the bridge.');
  const [bridge, ...others] = saved.services;
  const edited = await dentist(
    Order,
    'PATCH',
    `/orders/${saved.number}`,
    {
      laboratoryId: 'apex-lab',
      dueDate: saved.proposedDueDate,
      services: [{ ...bridge, shade: { system: 'VITA Classical', value: 'A3' } }, ...others],
      enclosures: ['Scan 2026-118', 'Bite record'],
    },
    saved.version,
  );
  const { currency } = edited.price.total;
  say(`   Due ${saved.proposedDueDate}, ${money(edited.price.total)}. Nothing is missing any more.`);
  demand(edited.readiness.length === 0, 'nothing missing');

  step('3. The manager changes its customer to Dr. Novák, after a dry run that says what changes.');
  const move = `/orders/${saved.number}/change-customer`;
  const dryRun = await manager(Effects, 'POST', `${move}?dryRun=true`, { customerId: 'dr-novak' });
  for (const { message } of dryRun.effects) say(`   - ${message}`);
  const moved = await manager(Order, 'POST', move, { customerId: 'dr-novak' }, edited.version);
  say(`   Now ordered by ${moved.customer.firstName} ${moved.customer.lastName}, ${moved.clinic}.`);
  demand(moved.customer.lastName === 'Novák', 'the order to be Dr. Novák’s');

  step('4. The manager copies it, and cancels the copy.');
  const copy = await manager(Order, 'POST', `/orders/${saved.number}/copy`);
  say(`   The copy is #${copy.number}, made from #${copy.source}.`);
  demand(
    copy.source === saved.number && copy.number !== saved.number,
    'a copy with a number of its own and the number of its source',
  );
  const reason = { reason: 'Only tried out' };
  const cancelled = await manager(Order, 'POST', `/orders/${copy.number}/cancel`, reason, copy.version);
  say(`   #${copy.number} is ${cancelled.status}.`);
  demand(cancelled.status === 'cancelled', 'the copy to be cancelled');

  step('5. The manager plans the work.');
  const planned = await manager(
    Order,
    'POST',
    `/orders/${saved.number}/plan-work`,
    { mode: 'automatic' },
    moved.version,
  );
  const { tasks } = planned.workPlan;
  for (const { name, dueDate, employeeId } of tasks.slice(0, 4)) say(`   ${dueDate}  ${name}, ${employeeId}`);
  say(`   ... ${tasks.length} tasks in all.`);
  for (const { message } of planned.warnings) say(`   Note: ${message}`);
  const called = { name: 'Call the clinic about the shade', employeeId: 'emre-dispatch' };
  const withCall = await manager(
    Order,
    'PUT',
    `/orders/${saved.number}/work-plan`,
    { tasks: [...tasks, called] },
    planned.version,
  );
  say(`   The manager adds a task: ${called.name}.`);
  demand(withCall.workPlan.tasks.length === tasks.length + 1, 'the plan to have one task more');

  step('6. The manager gives a discount and looks at the pay of the technicians.');
  const discount = { type: 'percentage', percent: 5 };
  const reduced = await manager(Order, 'PUT', `/orders/${saved.number}/discount`, discount, withCall.version);
  const extra = { employeeId: 'olena-ceramist', amount: { amount: 500, currency }, note: 'Difficult shade' };
  const paid = await manager(Order, 'POST', `/orders/${saved.number}/payroll-records`, extra, reduced.version);
  const payroll = await manager(Payroll, 'GET', `/orders/${saved.number}/payroll`);
  for (const { name, total } of payroll.byEmployee) say(`   ${money(total).padStart(12)}  ${name}`);
  say(`   ${money(payroll.orderTotal)} total, ${money(payroll.total)} pay, ${money(payroll.margin)} margin.`);
  demand(payroll.margin.amount === payroll.orderTotal.amount - payroll.total.amount, 'a margin that adds up');

  step('7. The laboratory starts its own system, docs/receiver.mjs, and subscribes to webhooks.');
  const laboratory = await signIn('apex-lab');
  const port = await freePort();
  const endpoint = { url: `http://127.0.0.1:${port}/orders`, rotateSecret: true };
  const { secret } = await laboratory(Subscription, 'PUT', '/lab/subscriptions/story', endpoint);
  await using receiver = await startReceiver({
    DESK: url,
    TOKEN_URL: tokenUrl,
    CLIENT_ID: 'apex-lab',
    CLIENT_SECRET: secretOf('apex-lab'),
    SECRET: secret,
    PORT: `${port}`,
    DIRECTORY: directory,
  });
  say(`   It listens, and accepts only webhooks signed with ${secret.slice(0, 12)}...`);

  step('8. The manager sends the order to the laboratory.');
  const published = await manager(Order, 'POST', `/orders/${saved.number}/publish`, {}, paid.version);
  say(`   #${published.number} is ${published.status}, version ${published.version}.`);
  demand(published.status === 'published', 'the order to be published');

  step('9. The manager prints it.');
  const document = await manager(Document, 'POST', `/orders/${saved.number}/print`, {});
  const file = join(directory, `order-${saved.number}.pdf`);
  writeFileSync(file, await opened(document));
  say(`   Saved as ${file}, ${document.bytes} bytes. The link works until ${document.expiresAt}.`);

  step('10. The event is on the bus, and the history says who did what.');
  const { items } = await within(
    10,
    () => answered(Events, new Request(`${url}/local/events`)),
    (events) => events.items.some(({ Detail }) => Detail.subject === saved.number),
  );
  const event = items.find(({ Detail }) => Detail.subject === saved.number)?.Detail;
  say(`   Event ${event?.id} for ${event?.data.laboratoryId}, number ${event?.data.feedSequence} in its feed.`);
  const heard = await within(
    10,
    async () => receiver.said.filter((line) => line.startsWith(`#${saved.number}`)),
    (lines) => lines.length === 2,
  );
  const history = await within(
    10,
    () => manager(History, 'GET', `/orders/${saved.number}/history`),
    (found) => found.items.length === published.version + 2,
  );
  for (const { version, action, by, changes } of history.items)
    say(
      version
        ? `   ${version}. ${action} by ${by.name}: ${changes.map(({ field }) => field).join(', ')}`
        : `   -  ${action} by ${by.name}`,
    );

  step('11. The laboratory has got the webhook, read the order, and saved its form.');
  const received = await laboratory(Received, 'GET', `/lab/orders/northside/${saved.number}`);
  say(
    `   It is for ${received.patient.firstName} ${received.patient.lastName}. The laboratory sees no prices and no pay.`,
  );
  demand(!('price' in received || 'payroll' in received), 'neither prices nor pay');
  demand(isPdf(readFileSync(join(directory, `${event?.id}.pdf`))), 'the form to be saved');
  await laboratory(z.void(), 'DELETE', '/lab/subscriptions/story');
  say('   Its own system printed:');
  for (const line of heard) say(`   ${line}`);

  step('12. The laboratory asks something; the clinic hears that it has, reads it, and answers.');
  const heardBefore = await endOfFeed((after) => manager(Feed, 'GET', `/feed?after=${after}`));
  const question = { text: 'The margin of 11 is not visible on the scan. Could you take it once more?' };
  await laboratory(Message, 'POST', `/lab/orders/northside/${saved.number}/messages`, question);
  const news = await manager(Feed, 'GET', `/feed?after=${heardBefore}&wait=20`);
  const told = news.items.find((entry) => entry.event.subject === saved.number)?.event;
  say(`   Event ${told?.id}, ${told?.type}, number ${told?.data.feedSequence} in the feed of the clinic.`);
  demand(!JSON.stringify(news).includes('margin'), 'an event that does not say what was asked');
  const asked = await manager(Thread, 'GET', `/orders/${saved.number}/messages`);
  await manager(Message, 'POST', `/orders/${saved.number}/messages`, { text: 'Thank you, a new scan comes tomorrow.' });
  const thread = await laboratory(Thread, 'GET', `/lab/orders/northside/${saved.number}/messages`);
  demand(asked.items.length === 1 && thread.items.length === 2, 'a question and its answer');
  for (const { by, text } of thread.items) say(`   ${by.name}: ${text}`);

  await tellHowItComesBack(saved.number, { dentist: await signIn('northside-dr-novak'), manager, laboratory });

  say('\nDone. Every step gave the expected result.');
  return saved.number;
}

try {
  await using product = await launchUnlessRunning(url);
  const directory = mkdtempSync(join(tmpdir(), 'order-desk-'));
  say(`${product.about} Forms are saved in ${directory}.`);
  const number = await tellTheStory(directory);
  say(product.after(`#/orders/${number}`));
} catch (error) {
  console.error(`\nThe demo stopped. ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
