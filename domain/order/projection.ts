import * as z from 'zod';
import { Needs, Unit } from '#domain/catalog/services.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Actor, type Caller } from '#domain/kernel/caller.ts';
import type { Warning } from '#domain/kernel/decision.ts';
import { Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { Amount, Money, Price } from '#domain/kernel/money.ts';
import { Shade } from '#domain/kernel/shade.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import { Arch, type Tooth, ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';
import { allowedActions } from '#domain/order/actions.ts';
import { isTracked, type TrackedField } from '#domain/order/changes.ts';
import { dueDateWarnings, proposedDueDate } from '#domain/order/due-date.ts';
import type { HistoryEntry, ReadEntry } from '#domain/order/history.ts';
import { lineWarnings } from '#domain/order/lines.ts';
import {
  CustomerSnapshot,
  Discount,
  Implant,
  LaboratorySnapshot,
  Line,
  Order,
  type OrderRow,
  Patient,
  Payroll,
  PayrollRecord,
  type StoredWarning,
  Task,
  WorkPlan,
} from '#domain/order/order.ts';
import { lineAmount, priceOf } from '#domain/order/price.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import { Status, statuses } from '#domain/order/statuses.ts';
import { taskWarnings } from '#domain/order/tasks.ts';

/** How much of an order a caller sees: prices, whose pay (an employee's own, all, or none), and how teeth are written. */
export type Visibility = { prices: boolean; pay: 'all' | Id | null; notation: ToothNotation };

/** Prices are for those who order, and for laboratories whose tenant shows them; pay is the managers' affair (domain.md). */
export function visibilityFor(caller: Caller, settings: Settings, order: Order): Visibility {
  const notation = order.toothNotation ?? 'FDI';
  switch (caller.role) {
    case 'manager':
      return { prices: true, pay: 'all', notation };
    case 'dentist':
      return { prices: true, pay: null, notation };
    case 'technician':
      return { prices: false, pay: caller.employeeId, notation };
    case 'laboratory':
      return { prices: settings.laboratoriesSeePrices, pay: null, notation };
  }
}

const seesPayOf = ({ pay }: Visibility, employeeId: Id | undefined) =>
  pay === 'all' || (pay !== null && pay === employeeId);

/** Whether a field exists for this visibility at all. */
export function seesField(field: string, { prices, pay }: Visibility): field is TrackedField {
  if (!isTracked(field)) return false;
  if (field === 'discount') return prices;
  return field !== 'payroll' || pay === 'all';
}

const strict = <Shape extends z.ZodRawShape>({ shape }: z.ZodObject<Shape>) => z.strictObject(shape);

/** A line as a reply shows it. */
export const LineReply = z.strictObject({
  lineId: Id,
  serviceId: Id,
  service: z.strictObject({
    name: z.string(),
    group: z.string(),
    unit: Unit,
    needs: Needs,
    price: Money.optional().describe('For those who see prices'),
  }),
  teeth: z.array(z.string()).describe("In the order's toothNotation"),
  arch: Arch.optional(),
  pontics: z.array(z.string()).optional(),
  quantity: z.int(),
  quantityByHand: z.boolean(),
  unitPrice: Money.optional().describe('Only where a manager set it by hand'),
  amount: Amount.optional().describe('For those who see prices'),
  shade: strict(Shade).optional(),
  stumpShade: strict(Shade).optional(),
  material: z.string().optional(),
  implant: strict(Implant).optional(),
  note: z.string().optional(),
});
type LineReply = z.output<typeof LineReply>;

const fault = { pointer: z.string(), code: z.string(), message: z.string() };

/** What a caller should know although nothing was refused. */
export const WarningReply = z.strictObject({
  ...fault,
  pointer: z.string().optional(),
  earliestDueDate: CalendarDate.optional(),
  taskId: z.string().optional(),
  lineId: Id.optional(),
  fields: z.array(z.string()).optional().describe('What of the line or task has been lost'),
});

/** An order as a reply shows it: what is not named here, nobody sees. */
export const OrderReply = z.strictObject({
  tenantId: Id,
  number: OrderNumber,
  status: Status,
  version: z.int(),
  source: OrderNumber.nullable().describe('The order it was copied from'),
  root: OrderNumber.nullable().describe('The first of a chain of copies'),
  customerId: Id,
  customer: strict(CustomerSnapshot),
  clinic: z.string(),
  laboratoryId: Id.nullable(),
  laboratory: strict(LaboratorySnapshot).nullable(),
  patient: strict(Patient),
  toothNotation: ToothNotation.nullable(),
  services: z.array(LineReply),
  enclosures: z.array(z.string()),
  dueDate: CalendarDate.nullable(),
  proposedDueDate: CalendarDate.optional().describe('While a draft has no due date'),
  note: z.string().nullable(),
  discount: Discount.nullable().optional(),
  price: z.strictObject({ subtotal: Amount, discount: Amount, total: Amount }).optional(),
  workPlan: z.strictObject({
    tasks: z.array(strict(Task.omit({ leadDays: true }))),
    outdated: z.boolean(),
    unplannedServices: WorkPlan.shape.unplannedServices,
  }),
  payroll: z
    .strictObject({ records: z.array(strict(PayrollRecord)), finalized: z.boolean() })
    .optional()
    .describe('For those who see pay'),
  readiness: z.array(z.strictObject(fault)).describe('What still stands between this draft and publishing'),
  warnings: z.array(WarningReply),
  actions: z.array(z.string()).describe('What this caller may do to the order now'),
  createdAt: Instant,
  createdBy: strict(Actor),
  updatedAt: Instant,
  updatedBy: strict(Actor),
  publishedAt: Instant.nullable(),
  publishedBy: strict(Actor).nullable(),
  cancelledAt: Instant.nullable(),
  cancelledBy: strict(Actor).nullable(),
  cancelReason: z.string().nullable(),
});
export type OrderReply = z.output<typeof OrderReply>;

/** A line with what this visibility has of it; `named` by its schema, it is a reply. */
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

/** A plan with the pay that this visibility has of it. */
const visiblePlan = (plan: WorkPlan, visibility: Visibility): WorkPlan => ({
  ...plan,
  tasks: plan.tasks.map((task) => (seesPayOf(visibility, task.employeeId) ? task : unpaid(task))),
});

const visiblePayroll = (payroll: Payroll, visibility: Visibility): Payroll => ({
  ...payroll,
  records: payroll.records.filter(({ employeeId }) => seesPayOf(visibility, employeeId)),
});

/** Who did something, as they were called; a laboratory reads the names of no clinic's people. */
function visibleActor(actor: Actor, caller: Caller): Actor {
  const { sub, role } = actor;
  return caller.role === 'laboratory' ? { sub, role } : knownMembers(Actor, actor);
}

/** What is odd about an order that can still be changed, whoever made it so. */
const orderWarnings = (order: Order, today: CalendarDate, settings: Settings): Warning[] => [
  ...lineWarnings(order),
  ...taskWarnings(order),
  ...dueDateWarnings(order, today, settings),
];

/**
 * The order as a reply shows it to this caller: what is not named here, nobody sees. `day` tells the day on which it is shown; `done` is
 * the action that is replied to, where it was one. What is odd about a draft stands on every reply, and on that to its
 * publication.
 */
export function toOrderReply(
  order: Order,
  caller: Caller,
  settings: Settings,
  day: () => CalendarDate,
  done: { at?: Instant; warnings?: readonly StoredWarning[] | undefined },
): OrderReply {
  const visibility = visibilityFor(caller, settings, order);
  const { editable, sent } = statuses[order.status];
  const isSent = sent && done.at === order.publishedAt;
  const { discount, payroll, ...rest } = order;
  // Of any other order nothing depends on the day.
  const today = editable || isSent ? day() : null;
  const proposed = today && editable && !order.dueDate ? proposedDueDate(order, today, settings) : undefined;
  return knownMembers(OrderReply, {
    ...rest,
    services: order.services.map((line) => visibleLine(line, visibility)),
    ...(proposed && { proposedDueDate: proposed }),
    ...(visibility.prices && { discount, price: priceOf(order) }),
    workPlan: visiblePlan(order.workPlan, visibility),
    ...(visibility.pay !== null && { payroll: visiblePayroll(payroll, visibility) }),
    readiness: today && editable ? readinessOf(order, today) : [],
    warnings: [...(today ? orderWarnings(order, today, settings) : []), ...(done.warnings ?? [])],
    actions: allowedActions(order, caller),
    createdBy: visibleActor(order.createdBy, caller),
    updatedBy: visibleActor(order.updatedBy, caller),
    // Its sender signs for a prescription, and stands on the form that the laboratory prints.
    publishedBy: order.publishedBy,
    cancelledBy: order.cancelledBy && visibleActor(order.cancelledBy, caller),
  });
}

/** An order in a list. */
export function toOrderRowReply(row: OrderRow) {
  const {
    number,
    status,
    source,
    customerId,
    customer,
    clinic,
    laboratoryId,
    patient,
    dueDate,
    createdAt,
    publishedAt,
  } = row;
  const dentist = { firstName: customer.firstName, lastName: customer.lastName };
  return {
    number,
    status,
    source,
    customerId,
    customer: dentist,
    clinic,
    laboratoryId,
    patient: knownMembers(Patient, patient),
    dueDate,
    createdAt,
    publishedAt,
  };
}

/** A history entry as a reply shows it to this caller; a field that nobody may see, or knows, is left out. */
export function toHistoryReply(
  { version, action, by, at, changes }: HistoryEntry,
  order: Order,
  caller: Caller,
  settings: Settings,
) {
  const visibility = visibilityFor(caller, settings, order);
  const shown = changes.flatMap(({ field, from, to, changed }) => {
    if (!seesField(field, visibility)) return [];
    const readable = [from, to].every((value) => historySchemas[field].nullish().safeParse(value).success);
    return changed || !readable
      ? { field, changed: true as const }
      : { field, from: visibleValue(field, from, visibility), to: visibleValue(field, to, visibility) };
  });
  return { version, action, by: knownMembers(Actor, by), at, changes: shown };
}

/** A read or a print as a reply shows it among the history: it has no version, and it changed nothing. */
export function toReadReply({ action, by, at, documentId }: ReadEntry) {
  return { action, by: knownMembers(Actor, by), at, documentId, changes: [] };
}

/** What history keeps of each field; of one that a newer release shaped anew, this one only says that it changed. */
const historySchemas: Record<TrackedField, z.ZodType> = {
  ...Order.shape,
  payroll: Payroll.extend({ taskPrices: z.record(z.string(), Price) }),
};

/** A value that a field had or has, as this visibility shows it. */
function visibleValue(field: TrackedField, value: unknown, visibility: Visibility): unknown {
  if (field === 'services')
    return z
      .array(Line)
      .parse(value ?? [])
      .map((line) => knownMembers(LineReply, visibleLine(line, visibility)));
  if (value === null || value === undefined) return value;
  if (field === 'workPlan')
    return knownMembers(OrderReply.shape.workPlan, visiblePlan(WorkPlan.parse(value), { ...visibility, pay: null }));
  return knownMembers(historySchemas[field], value);
}
