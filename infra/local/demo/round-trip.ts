import * as z from 'zod/mini';
import { demand, endOfFeed, Feed, type Sender, say, step, within } from '#infra/local/demo/telling.ts';

/** The second half of `npm run demo`: what laboratory and clinic do with an order that is sent, until it is delivered. */

const Warnings = z.array(z.object({ code: z.string(), message: z.string() }));
const Work = z.looseObject({ laboratoryReference: z.optional(z.string()), promisedDate: z.optional(z.string()) });
const Order = z.object({
  status: z.string(),
  version: z.int(),
  revision: z.int(),
  publication: z.object({ changed: z.nullable(z.array(z.string())) }),
  dueDate: z.string(),
  laboratoryWork: z.nullable(Work),
  warnings: Warnings,
});
const Planned = z.object({
  version: z.int(),
  dueDate: z.string(),
  workPlan: z.object({ tasks: z.array(z.object({ taskId: z.string(), name: z.string() })) }),
});
const Thread = z.object({ left: z.nullable(z.object({ how: z.string(), reason: z.optional(z.string()) })) });
type Told = z.output<typeof Order>;

/** Who acts in the story: the dentist of the order, the manager, and the laboratory. */
type People = Record<'dentist' | 'manager' | 'laboratory', Sender>;

/** Tells how an order that is sent comes back: withdrawn, returned, held, and in the end delivered. */
export async function tellHowItComesBack(number: string, { dentist, manager, laboratory }: People): Promise<void> {
  const clinics = `/orders/${number}`;
  const laboratorys = `/lab/orders/northside/${number}`;
  const heardBefore = await endOfFeed((after) => manager(Feed, 'GET', `/feed?after=${after}`));
  const toldBefore = await endOfFeed((after) => laboratory(Feed, 'GET', `/lab/feed?after=${after}`));
  const ofClinic = (method: string, path: string, body: object, version: number) =>
    dentist(Order, method, `${clinics}${path}`, body, version);
  const ofLaboratory = (method: string, path: string, body: object | null, version?: number) =>
    laboratory(Order, method, `${laboratorys}${path}`, body, version);
  const warned = ({ warnings }: Told) => {
    for (const { message } of warnings) say(`   Note: ${message}`);
  };

  step('13. Dr. Novák takes the order back, adds a note, and sends it again: the laboratory is told what has changed.');
  const sent = await manager(Planned, 'GET', clinics);
  const reason = { reason: 'The patient asked for a brighter shade.' };
  const withdrawn = await ofClinic('POST', '/withdraw', reason, sent.version);
  const { left } = await laboratory(Thread, 'GET', `${laboratorys}/messages`);
  say(`   It is a ${withdrawn.status} again. The laboratory reads why: ${left?.how}, ${left?.reason}`);
  demand(withdrawn.status === 'draft' && left?.reason === reason.reason, 'a draft, and the reason at the laboratory');
  const changes = { note: 'Please a little brighter towards the edge.' };
  const again = await ofClinic('POST', '/publish', { changes }, withdrawn.version);
  say(`   Revision ${again.revision} says what is different: ${again.publication.changed?.join(', ')}.`);
  demand(again.revision === 2 && again.publication.changed?.join() === 'note', 'a revision with another note');

  step('14. The laboratory returns it with a reason, which the clinic sees in its place, and mends.');
  const read = await laboratory(Order, 'GET', laboratorys);
  const reasons = [{ pointer: '/services/0/stumpShade', message: 'Which shade does the stump of 24 have?' }];
  await ofLaboratory('POST', '/return', { reasons }, read.version);
  const returned = await manager(z.extend(Order, { services: z.array(z.looseObject({})) }), 'GET', clinics);
  warned(returned);
  demand(returned.status === 'draft', 'a draft again');
  const [bridge, ...others] = returned.services;
  const services = [{ ...bridge, stumpShade: { system: 'VITA Classical', value: 'A4' } }, ...others];
  const third = await ofClinic('POST', '/publish', { changes: { services } }, returned.version);
  say(`   Revision ${third.revision} is sent.`);
  demand(third.revision === 3 && third.warnings.every(({ code }) => code !== 'returned_by_laboratory'), 'revision 3');

  step('15. The laboratory accepts it, with its own number and the day on which the work will be there.');
  const { version: offered } = await laboratory(Order, 'GET', laboratorys);
  const promise = { promisedDate: third.dueDate, laboratoryReference: 'Pan 118' };
  const accepted = await ofLaboratory('POST', '/accept', promise, offered);
  say(`   In ${accepted.status}, as ${accepted.laboratoryWork?.laboratoryReference}.`);
  demand(accepted.status === 'production', 'an order in production');

  step('16. The laboratory waits for the clinic, which moves the due date; then it goes on.');
  await ofLaboratory('PUT', '/hold', { reason: 'We wait for the new scan.' });
  const held = await dentist(Order, 'GET', clinics);
  warned(held);
  const later = new Date(Date.parse(held.dueDate) + 7 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const moved = await ofClinic('PUT', '/due-date', { dueDate: later, reason: 'The scan comes later.' }, held.version);
  const resumed = await ofLaboratory('PUT', '/hold', null);
  say(`   Due ${moved.dueDate}, and the work goes on.`);
  demand(resumed.dueDate === later && resumed.warnings.length === 0, 'a later date, and nothing to wait for');

  step('17. The manager ticks a task that is done.');
  const { workPlan } = await manager(Planned, 'GET', clinics);
  const [task] = workPlan.tasks;
  await manager(Order, 'PUT', `${clinics}/tasks/${task?.taskId}/done`, { done: true });
  say(`   ${task?.name} is done.`);

  step('18. The laboratory finishes the work, finds a fault, mends it, and ships it for a try-in.');
  const produced = await ofLaboratory('POST', '/produce', {}, resumed.version);
  const mended = await ofLaboratory('POST', '/reopen', { reason: 'A chip at the edge of 11' }, produced.version);
  const shipment = { purpose: 'try-in', carrier: 'Courier', trackingNumber: 'CR-2026-118' };
  const tried = await ofLaboratory('POST', '/ship', shipment, mended.version);
  demand(tried.status === 'shipped', 'a shipped order');

  step('19. The clinic has it in hand, and sends it back after the try-in; then the final work comes.');
  const onItsWay = await dentist(Order, 'GET', clinics);
  const inHand = await ofClinic('POST', '/receive', {}, onItsWay.version);
  const back = await ofClinic('POST', '/reopen', { reason: 'The bite is too high on 25.' }, inHand.version);
  say(`   It is in ${back.status} again, revision ${back.revision}.`);
  const { version: reopened } = await laboratory(Order, 'GET', laboratorys);
  await ofLaboratory('POST', '/ship', { purpose: 'final', carrier: 'Courier' }, reopened);
  const shipped = await dentist(Order, 'GET', clinics);
  const delivered = await ofClinic('POST', '/receive', {}, shipped.version);
  say(`   It is ${delivered.status}.`);
  demand(delivered.status === 'delivered' && delivered.revision === 3, 'a delivered order, by its third prescription');

  step('20. Each side has heard of what the other did.');
  const told = (feed: z.output<typeof Feed>) =>
    feed.items.flatMap(({ event: { subject, type } }) => {
      const [, what] = type.split('.');
      return subject === number && what !== 'message-added' ? [what] : [];
    });
  const laboratoryHeard = await within(
    10,
    async () => told(await laboratory(Feed, 'GET', `/lab/feed?after=${toldBefore}`)),
    (types) => types.filter((type) => type === 'received').length === 2,
  );
  const clinicHeard = told(await manager(Feed, 'GET', `/feed?after=${heardBefore}`));
  say(`   The laboratory: ${laboratoryHeard.join(', ')}.`);
  say(`   The clinic: ${clinicHeard.join(', ')}.`);
  demand(laboratoryHeard.length === 7 && clinicHeard.length === 8, 'an event of each change');
}
