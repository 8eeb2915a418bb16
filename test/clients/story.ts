import type { connect } from '#client';

/**
 * An order from its first save to the laboratory that reads it, lived with a generated client: what is sent and what is read
 * is checked against its types. `#client` is the client of the folder whose tsconfig.json reads this file.
 */

type Desk = ReturnType<typeof connect>;
type People = { dentist: Desk; other: Desk; manager: Desk; laboratory: Desk };

type Answer = { data?: unknown; error?: unknown; response?: { status: number } | undefined };
// biome-ignore lint/suspicious/noConfusingVoidType: some generators say it of a reply without a body
type Data<Of extends Answer> = Exclude<Of['data'], undefined | null | void>;
type Problem<Of extends Answer, Code> = Extract<Of['error'], { code: Code }>;

/** The body of a success. */
function done<Of extends Answer>({ data, error, response }: Of): Data<Of> {
  must(data !== undefined, `a success, not ${response?.status} ${JSON.stringify(error)}`);
  return data as Data<Of>;
}

/** The problem of a refusal, which must have this status and code. */
function refused<Of extends Answer, const Code extends string>(answer: Of, status: number, code: Code) {
  const { error, response } = answer;
  const found = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;
  must(response?.status === status && found === code, `${status} ${code}, not ${response?.status} ${found}`);
  return error as Problem<Of, Code>;
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Expected ${what}.`);
}

const tagOf = ({ version }: { version: number }) => `"${version}"`;

export async function live({ dentist, other, manager, laboratory }: People, laboratoryId: string) {
  // A draft may lack almost everything, and says what.
  let order = done(await dentist.createOrder({ patient: { lastName: 'Okafor', firstName: 'Ada' } }));
  const { number, tenantId } = order;
  const lacking = order.readiness.map(({ code }) => code);
  must(lacking.includes('laboratory_missing') && lacking.includes('services_missing'), 'a draft that lacks both');
  must(order.dueDate === null && order.proposedDueDate !== undefined, 'a proposed due date');

  // Faults come all at once, each with its place.
  const faulty = await dentist.createOrder({ services: [{ serviceId: 'crown', quantity: 0 }], dueDate: 'soon' });
  const { errors } = refused(faulty, 422, 'validation_failed');
  must(
    errors.some(
      ({ in: place, pointer, code }) => place === 'body' && pointer === '/dueDate' && code === 'invalid_format',
    ),
    'a fault in the due date',
  );

  // Edited, by the version that was read; another version is a conflict that says what has changed.
  const change = {
    laboratoryId,
    toothNotation: 'FDI' as const,
    services: [
      { serviceId: 'crown', teeth: ['11', '21'], shade: { system: 'VITA Classical' as const, value: 'A2' as const } },
    ],
    dueDate: '2099-03-02',
  };
  const seen = tagOf(order);
  order = done(await dentist.editOrder(number, change, seen));
  must(order.readiness.length === 0 && order.services[0]?.quantity === 2, 'two crowns, and nothing missing');
  const conflict = refused(await dentist.editOrder(number, { note: 'Late' }, seen), 412, 'version_conflict');
  must(
    conflict.version === order.version && conflict.fields?.includes('services') === true,
    'the services in conflict',
  );

  // Moved to another dentist: first as a dry run, which shows the effects.
  const trial = done(await manager.tryChangeCustomer(number, { customerId: 'petr' }));
  must('effects' in trial && trial.effects.some(({ field }) => field === 'clinic'), 'an effect on the clinic');
  const moved = done(await manager.changeCustomer(number, { customerId: 'petr' }, tagOf(order)));
  must('number' in moved && moved.customerId === 'petr', 'an order of petr');
  refused(await dentist.getOrder(number), 404, 'not_found');
  refused(await other.planWork(number, { mode: 'automatic' }, tagOf(moved)), 403, 'forbidden');

  // Planned, with a discount, and what it pays.
  const planned = done(await manager.planWork(number, { mode: 'automatic' }, tagOf(moved)));
  must('workPlan' in planned && planned.workPlan.tasks.every(({ origin }) => origin === 'automatic'), 'planned tasks');
  order = done(await manager.setDiscount(number, { type: 'percentage', percent: 5 }, tagOf(planned)));
  must(order.discount?.type === 'percentage' && order.discount.percent === 5, 'five percent');
  must(order.price?.total.amount === 226_10, 'the price of two crowns, less five percent');
  const payroll = done(await manager.getPayroll(number));
  must(payroll.byEmployee[0]?.name === 'Timo Ceramist' && payroll.total.currency === 'EUR', 'the pay of Timo');

  // Copied; the copy is cancelled.
  const copy = done(await manager.copyOrder(number, { changes: { note: 'The left side' } }));
  must(copy.source === number && copy.note === 'The left side', 'a copy that knows its source');
  const cancelled = done(await manager.cancelOrder(copy.number, { reason: 'A mistake' }, tagOf(copy)));
  must(cancelled.status === 'cancelled' && cancelled.cancelledBy?.role === 'manager', 'a cancelled copy');
  const problem = refused(await manager.publishOrder(copy.number, tagOf(cancelled), 'copy'), 409, 'invalid_status');
  must(problem.orderStatus === 'cancelled' && problem.actions.includes('copyOrder'), 'what may be done with it');

  // Printed, and the paper found again.
  const paper = done(await manager.printOrder(number, { kind: 'form', paper: 'A5', toothNotation: 'Universal' }));
  const again = done(await other.getDocument(number, paper.documentId));
  must(again.sha256 === paper.sha256 && again.bytes > 1000, 'the same paper');

  // Published, once, however often that is asked.
  for (let time = 0; time < 2; time++)
    order = done(await other.publishOrder(number, tagOf({ version: order.version - time }), 'send'));
  must(order.status === 'published' && order.publishedBy?.role === 'dentist', 'a published order');
  const page = done(await other.listOrders({ status: ['draft', 'published'], sort: 'due', limit: 100 }));
  const listed = page.items.filter((row) => row.number === number);
  must(listed.length === 1 && listed[0]?.status === 'published' && listed[0].missing.length === 0, 'it is listed once');

  // The laboratory hears of it, reads it and prints it.
  const feed = done(await laboratory.getLabFeed({ after: 0, wait: 20 }));
  const event = feed.items[0]?.event;
  must(event?.type === 'order.published.v1' && event.data.number === number, 'the event of the order');
  const read = done(await laboratory.getLabOrder(event.data.tenantId, event.data.number));
  must(read.patient.lastName === 'Okafor' && !('payroll' in read), 'the patient, and no pay');
  const form = done(await laboratory.printLabOrder(tenantId, number));
  const link = done(await laboratory.getLabDocument(tenantId, number, form.documentId));
  must(link.documentId === form.documentId, 'the form of the laboratory');

  // And history tells of all.
  const history = done(await manager.getHistory(number));
  const told = history.items.map(({ action, by }) => `${action} by ${by.role}`);
  must(told[0] === 'createOrder by dentist' && told.includes('getLabOrder by laboratory'), 'the whole history');
}
