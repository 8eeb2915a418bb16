import * as z from 'zod/mini';
import type { Settings } from '#domain/catalog/settings.ts';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Actor, type Caller, type LaboratoryCaller } from '#domain/kernel/caller.ts';
import { type Warning, warning } from '#domain/kernel/decision.ts';
import { Id, Instant } from '#domain/kernel/identifiers.ts';
import type { Messages } from '#domain/kernel/messages/en.ts';
import { Message } from '#domain/kernel/messages/message.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import { Amount, Price } from '#domain/kernel/money.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import { type Tooth, writeTooth } from '#domain/kernel/teeth.ts';
import { allowedActions } from '#domain/order/actions.ts';
import type { TrackedField } from '#domain/order/changes.ts';
import { dueDateWarnings, proposedDueDate } from '#domain/order/due-date.ts';
import type { HistoryEntry, ReadEntry } from '#domain/order/history.ts';
import { isPromisedLate } from '#domain/order/laboratory/promise.ts';
import { asSent, placeOf, Reason, returnWarnings } from '#domain/order/laboratory/returned.ts';
import { lineWarnings } from '#domain/order/lines.ts';
import type { LabOrderRow, OrderRow } from '#domain/order/lists/order-row.ts';
import {
  type CustomerSnapshot,
  LaboratorySnapshot,
  Line,
  Order,
  Patient,
  Payroll,
  type Publication,
  Returned,
  type StoredWarning,
  Task,
  WorkPlan,
} from '#domain/order/order.ts';
import { lineAmount, priceOf } from '#domain/order/price.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import { visibleSource } from '#domain/order/source.ts';
import { laboratoryWith, statuses } from '#domain/order/statuses.ts';
import { isToDo, taskWarnings } from '#domain/order/tasks.ts';
import { seesField, seesPayOf, type Visibility, visibilityFor } from '#domain/order/visibility.ts';

const { name, group, unit, needs, price } = Line.shape.service.shape;
const { lineId, serviceId, arch, quantity, quantityByHand, unitPrice, shade, stumpShade, material, implant } =
  Line.shape;

/** A line as a reply shows it. Teeth are in the order's notation. */
export const LineReply = z.strictObject({
  lineId,
  serviceId,
  service: z.strictObject({ name, group, unit, needs, price: z.optional(price) }),
  teeth: z.array(z.string()),
  arch,
  pontics: z.optional(z.array(z.string())),
  quantity,
  quantityByHand,
  unitPrice,
  amount: z.optional(Amount),
  shade,
  stumpShade,
  material,
  implant,
  note: Line.shape.note,
});
type LineReply = z.output<typeof LineReply>;

/** A warning as a reply shows it. */
export const WarningReply = z.strictObject({
  pointer: z.optional(z.string()),
  code: z.string(),
  message: Message,
  earliestDueDate: z.optional(CalendarDate),
  taskId: z.optional(z.string()),
  lineId: z.optional(Id),
  fields: z.optional(z.array(z.string())),
});

const { tenantId, number, status, version, source, root, clinic, toothNotation, enclosures, dueDate, note } =
  Order.shape;
const { customerId, customer, laboratoryId, laboratory, patient, discount } = Order.shape;
const { createdAt, createdBy, updatedAt, updatedBy, publishedAt, publishedBy } = Order.shape;
const { cancelledAt, cancelledBy, cancelReason } = Order.shape;
const { laboratoryWork, remake } = Order.shape;
const { outdated, unplannedServices } = WorkPlan.shape;

/** The last publication: whether the order is in the hands of that laboratory, and what it prescribes differently. */
const PublicationReply = z.strictObject({
  version: z.int(),
  revision: z.int(),
  laboratoryId: Id,
  at: publishedAt.def.innerType,
  by: publishedBy.def.innerType,
  inHands: z.boolean(),
  changed: z.nullable(z.array(z.string())),
});

const ReturnedReply = z.strictObject({
  at: Instant,
  by: Actor,
  reasons: z.array(Reason),
});

/** An order as a reply shows it. Members that are not listed here are never shown. */
export const OrderReply = z.strictObject({
  tenantId,
  number,
  status,
  version,
  source,
  root,
  remake,
  customerId,
  customer,
  clinic,
  laboratoryId,
  laboratory,
  patient,
  toothNotation,
  services: z.array(LineReply),
  enclosures,
  dueDate,
  proposedDueDate: z.optional(CalendarDate),
  note,
  revision: z.int(),
  publication: z.nullable(PublicationReply),
  returned: z.nullable(ReturnedReply),
  laboratoryWork,
  discount: z.optional(discount),
  price: z.optional(z.strictObject({ subtotal: Amount, discount: Amount, total: Amount })),
  workPlan: z.strictObject({ tasks: z.array(z.omit(Task, { leadDays: true })), outdated, unplannedServices }),
  payroll: z.optional(Payroll),
  readiness: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: Message })),
  warnings: z.array(WarningReply),
  actions: z.array(z.string()),
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
  publishedAt,
  publishedBy,
  cancelledAt,
  cancelledBy,
  cancelReason,
});
export type OrderReply = z.output<typeof OrderReply>;

/** What a laboratory reads of an order, and nothing else (domain/README.md). */
export const LabOrderReply = z.extend(
  z.pick(OrderReply, {
    tenantId: true,
    number: true,
    status: true,
    version: true,
    revision: true,
    publication: true,
    source: true,
    remake: true,
    customer: true,
    clinic: true,
    laboratoryId: true,
    laboratory: true,
    patient: true,
    toothNotation: true,
    services: true,
    enclosures: true,
    dueDate: true,
    note: true,
    laboratoryWork: true,
    warnings: true,
    actions: true,
    cancelReason: true,
  }),
  {
    // Whose own laboratory it is, is the clinic's affair.
    laboratory: z.nullable(z.omit(LaboratorySnapshot, { own: true })),
  },
);
export type LabOrderReply = z.output<typeof LabOrderReply>;

/** A line with only the prices that are visible. `knownMembers` with `LineReply` makes it a reply. */
function visibleLine(line: Line, { prices, notation }: Visibility): LineReply {
  const inNotation = (teeth: readonly Tooth[]) => teeth.map((tooth) => writeTooth(tooth, notation));
  const shown = { ...line, teeth: inNotation(line.teeth), ...(line.pontics && { pontics: inNotation(line.pontics) }) };
  return prices ? { ...shown, amount: lineAmount(line) } : unpriced(shown);
}

const unpriced = ({ unitPrice: _, service, ...line }: LineReply): LineReply => {
  const { price: _price, ...rest } = service;
  return { ...line, service: rest };
};

const unpaid = ({ price: _, ...task }: Task): Task => task;

/** The work plan with only the pay that is visible. */
const visiblePlan = (plan: WorkPlan, visibility: Visibility): WorkPlan => ({
  ...plan,
  tasks: plan.tasks.map((task) => (seesPayOf(visibility.pay, task.employeeId) ? task : unpaid(task))),
});

const visiblePayroll = (payroll: Payroll, visibility: Visibility): Payroll => ({
  ...payroll,
  records: payroll.records.filter(({ employeeId }) => seesPayOf(visibility.pay, employeeId)),
});

/** Who did something. Laboratories do not see the names of a clinic's people. */
function visibleActor(actor: Actor, { clinic }: Visibility): Actor {
  const { sub, role } = actor;
  return clinic ? knownMembers(Actor, actor) : { sub, role };
}

/** Warnings about a draft, or about an order that has just been published; the same for every caller. */
const orderWarnings = (order: Order, today: CalendarDate, settings: Settings): Warning[] => [
  ...returnWarnings(order),
  ...lineWarnings(order),
  ...taskWarnings(order),
  ...dueDateWarnings(order, today, settings),
];

/** Warnings about an order whose work is still to come. */
function sentWarnings({ dueDate, laboratoryWork }: Order, today: CalendarDate): Warning[] {
  const { promisedDate: promised, hold } = laboratoryWork ?? {};
  const warnings: Warning[] = [];
  if (hold) warnings.push(warning('/laboratoryWork/hold', 'on_hold', { reason: hold.reason }));
  if (dueDate && dueDate < today) warnings.push(warning('/dueDate', 'overdue', { date: dueDate }));
  if (dueDate && promised && isPromisedLate({ dueDate, promisedDate: promised }))
    warnings.push(warning('/laboratoryWork/promisedDate', 'promised_after_due', { promised, dueDate }));
  return warnings;
}

/** Warnings about tasks that had to be done before today, for whoever sees the plan. */
const overdueTasks = ({ workPlan }: Order, today: CalendarDate): Warning[] =>
  workPlan.tasks.flatMap((task, index) => {
    const { name, taskId, dueDate: date } = task;
    if (!date || date >= today || !isToDo(task)) return [];
    return [{ ...warning(`/workPlan/tasks/${index}/dueDate`, 'task_overdue', { task: name, date }), taskId }];
  });

/** A stored warning whose code this release has words for. */
const isKnown = (warning: StoredWarning, { warnings }: Messages): warning is StoredWarning & Warning =>
  Object.hasOwn(warnings, warning.code);

/** Who reads an order: the caller, with the settings of the tenant, and the messages of the caller's language. */
export type Reader = { caller: Caller; settings: Settings; words: Messages };

/**
 * The order as a reply to this reader; members that `OrderReply` does not list are left out. `day` gives today's date;
 * `done` is the action that is being replied to, if any. A draft's warnings are in every reply, and in the reply to its
 * publication; those of an order whose work is still to come are in every reply.
 */
export function toOrderReply(
  order: Order,
  { caller, settings, words }: Reader,
  day: () => CalendarDate,
  done: { at?: Instant; warnings?: readonly StoredWarning[] | undefined },
): OrderReply {
  const visibility = visibilityFor(caller, settings, order);
  const { editable, sent, awaited } = statuses[order.status];
  const isUnderWay = sent && awaited;
  const isJustSent = isUnderWay && done.at === order.publishedAt;
  const { discount, payroll, publication, returned, ...rest } = order;
  const today = awaited ? day() : null;
  const missing = today && editable ? readinessOf(order, today) : [];
  const stored = done.warnings?.filter((warning) => isKnown(warning, words)) ?? [];
  const warnings = [
    ...(today && visibility.clinic && (editable || isJustSent) ? orderWarnings(order, today, settings) : []),
    ...(today && isUnderWay ? sentWarnings(order, today) : []),
    ...(today && visibility.clinic && isUnderWay ? overdueTasks(order, today) : []),
    ...stored,
  ];
  const proposed = today && editable && !order.dueDate ? proposedDueDate(order, today, settings) : undefined;
  return knownMembers(OrderReply, {
    ...rest,
    revision: publication?.revision ?? 0,
    publication: publication && publicationReply(order, publication),
    returned: returned && {
      ...returned,
      reasons: returned.reasons.map((reason) => {
        const pointer = placeOf(reason, order);
        return { ...(pointer !== undefined && { pointer }), message: reason.message };
      }),
    },
    services: order.services.map((line) => visibleLine(line, visibility)),
    ...(proposed && { proposedDueDate: proposed }),
    ...(visibility.prices && { discount, price: priceOf(order) }),
    workPlan: visiblePlan(order.workPlan, visibility),
    ...(visibility.pay !== null && { payroll: visiblePayroll(payroll, visibility) }),
    readiness: missing.map((fault) => inWords(words.faults, fault)),
    warnings: warnings.map((warning) => inWords(words.warnings, warning)),
    actions: allowedActions(order, caller),
    createdBy: visibleActor(order.createdBy, visibility),
    updatedBy: visibleActor(order.updatedBy, visibility),
    // Named to laboratories as well: the sender is on the prescription.
    publishedBy: order.publishedBy,
    cancelledBy: order.cancelledBy && visibleActor(order.cancelledBy, visibility),
  });
}

/** The last publication. When and by whom stands in the order, also for lists. */
const publicationReply = (
  { publishedAt, publishedBy, createdAt, createdBy, ...order }: Order,
  { version, revision, laboratoryId, changed }: Publication,
): z.output<typeof PublicationReply> => ({
  version,
  revision,
  laboratoryId,
  at: publishedAt ?? createdAt,
  by: publishedBy ?? createdBy,
  inHands: laboratoryWith(order) !== null,
  changed,
});

/** The order as its laboratory reads it. Its version changes only with what that reads. */
export function toLabOrderReply(
  order: Order,
  reader: Reader & { caller: LaboratoryCaller },
  ...more: Parameters<typeof toOrderReply> extends [unknown, unknown, ...infer More] ? More : never
): LabOrderReply {
  const { laboratoryVersion: version } = order;
  const whole = toOrderReply(order, reader, ...more);
  return knownMembers(LabOrderReply, { ...whole, version, source: visibleSource(order, reader.caller) });
}

/** The dentist in a list: the name alone. */
const dentistOf = ({ firstName, lastName }: CustomerSnapshot) => ({ firstName, lastName });

/** What is ordered, with its teeth in the notation of the order. */
function inNotation({ servicesInBrief: { services, more }, toothNotation }: OrderRow | LabOrderRow) {
  const written = (tooth: Tooth) => writeTooth(tooth, toothNotation ?? 'FDI');
  return {
    services: services.map(({ name, quantity, teeth, arch }) => ({
      name,
      quantity,
      teeth: teeth.map(written),
      ...(arch && { arch }),
    })),
    more,
  };
}

/** An order in a clinic's list. */
export function toOrderRowReply(row: OrderRow) {
  return {
    number: row.number,
    status: row.status,
    statusSince: row.statusSince ?? row.createdAt,
    source: row.source,
    customerId: row.customerId,
    customer: dentistOf(row.customer),
    clinic: row.clinic,
    laboratoryId: row.laboratoryId,
    patient: knownMembers(Patient, row.patient),
    toothNotation: row.toothNotation,
    servicesInBrief: inNotation(row),
    missing: row.missing,
    dueDate: row.dueDate,
    createdAt: row.createdAt,
    publishedAt: row.publishedAt,
    ...sinceSentReply(row),
    purpose: row.sinceSent.purpose ?? null,
    carrier: row.sinceSent.carrier ?? null,
    trackingNumber: row.sinceSent.trackingNumber ?? null,
    returned: row.sinceSent.returned ?? null,
  };
}

/** What both sides see in a list of an order that was sent. */
const sinceSentReply = ({ sinceSent: { revision, promisedDate, hold } }: OrderRow | LabOrderRow) => ({
  revision,
  promisedDate: promisedDate ?? null,
  hold: hold ?? null,
});

/** An order in a laboratory's list. */
export function toLabOrderRowReply(row: LabOrderRow) {
  const { tenantId, number, status, statusSince, customer, clinic, patientOnLabel, toothNotation, dueDate } = row;
  return {
    tenantId,
    number,
    status,
    statusSince,
    customer: dentistOf(customer),
    clinic,
    patientOnLabel,
    toothNotation,
    servicesInBrief: inNotation(row),
    dueDate,
    ...sinceSentReply(row),
    sentBack: row.sinceSent.sentBack ?? null,
    remake: row.sinceSent.remake ? { source: row.sinceSent.remake.source } : null,
    laboratoryReference: row.sinceSent.laboratoryReference ?? null,
  };
}

/** A history entry as this caller sees it; fields that are not visible, or not known, are left out. */
export function toHistoryReply(
  { version, action, by, at, reasons, changes }: HistoryEntry,
  order: Order,
  caller: Caller,
  settings: Settings,
) {
  const visibility = visibilityFor(caller, settings, order);
  const shown = changes.flatMap(({ field, from, to, changed, partial }) => {
    if (!seesField(field, visibility)) return [];
    const readable = [from, to].every((value) => z.nullish(historySchemas[field]).safeParse(value).success);
    return changed || !readable
      ? { field, changed: true as const }
      : {
          field,
          from: visibleValue(field, from, visibility),
          to: visibleValue(field, to, visibility),
          ...(partial && { partial }),
        };
  });
  return { version, action, by: knownMembers(Actor, by), at, ...(reasons && { reasons }), changes: shown };
}

/** A read or print as a history entry: it has no version and no changes. */
export function toReadReply({ action, by, at, documentId }: ReadEntry) {
  return { action, by: knownMembers(Actor, by), at, documentId, changes: [] };
}

/**
 * The schema of each field in the history. A value that does not fit, because a newer release wrote it, is only marked
 * as changed.
 */
const historySchemas: Record<TrackedField, z.ZodMiniType> = {
  ...Order.shape,
  payroll: z.extend(Payroll, { taskPrices: z.record(z.string(), Price) }),
};

/** The value of a field before or after a change, reduced to what is visible. */
function visibleValue(field: TrackedField, value: unknown, visibility: Visibility): unknown {
  if (field === 'services')
    return z
      .array(Line)
      .parse(value ?? [])
      .map((line) => knownMembers(LineReply, visibleLine(line, visibility)));
  if (value === null || value === undefined) return value;
  if (field === 'workPlan')
    return knownMembers(OrderReply.shape.workPlan, visiblePlan(WorkPlan.parse(value), { ...visibility, pay: null }));
  // Where a line is by now says nothing of what was returned then.
  if (field === 'returned') {
    const { reasons, ...returned } = Returned.parse(value);
    return knownMembers(ReturnedReply, { ...returned, reasons: reasons.map(asSent) });
  }
  return knownMembers(historySchemas[field], value);
}
