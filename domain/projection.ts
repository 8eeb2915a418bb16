import * as z from 'zod';
import { allowedActions, seesStatus } from '#domain/actions.ts';
import type { CalendarDate } from '#domain/calendar.ts';
import { Actor, type Caller } from '#domain/caller.ts';
import { Needs, type Settings } from '#domain/catalog.ts';
import { isTracked, type TrackedField } from '#domain/changes.ts';
import type { Warning } from '#domain/decision.ts';
import { dueDateWarnings, proposedDueDate } from '#domain/due-date.ts';
import type { HistoryEntry, ReadEntry } from '#domain/events.ts';
import type { Id, Instant } from '#domain/identifiers.ts';
import { lineWarnings } from '#domain/lines.ts';
import { Price } from '#domain/money.ts';
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
  type Task,
  Told,
  WorkPlan,
} from '#domain/order.ts';
import { lineAmount, priceOf } from '#domain/price.ts';
import type { PrintedDocument, Section } from '#domain/printed-document.ts';
import { readinessOf } from '#domain/readiness.ts';
import { Shade } from '#domain/shade.ts';
import { named } from '#domain/stored.ts';
import { taskWarnings } from '#domain/tasks.ts';
import { type Tooth, type ToothNotation, writeTooth } from '#domain/teeth.ts';

/** How much of an order a caller sees: prices, whose pay (an employee's own, all, or none), and how teeth are written. */
export type Sight = { prices: boolean; pay: 'all' | Id | null; notation: ToothNotation };

/** Prices are for those who order, and for laboratories whose tenant shows them; pay is the managers' affair (domain.md). */
export function sightOf(caller: Caller, settings: Settings, order: Order): Sight {
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

const seesPayOf = ({ pay }: Sight, employeeId: Id | undefined) => pay === 'all' || (pay !== null && pay === employeeId);

/** Whether a field exists for this sight at all. */
export function seesField(field: string, { prices, pay }: Sight): field is TrackedField {
  if (!isTracked(field)) return false;
  if (field === 'discount') return prices;
  return field !== 'payroll' || pay === 'all';
}

/** Whether a section of the order form exists for this sight. */
export function seesSection(section: Section, { prices, pay }: Sight): boolean {
  if (section === 'prices') return prices;
  return section !== 'payroll' || pay !== null;
}

/**
 * Whether a printed document exists for a caller. What was printed of an order that is not sent, and expires, is for those
 * alone who see drafts.
 */
export function documentVisible({ expiresAt }: PrintedDocument, caller: Caller): boolean {
  return expiresAt === undefined || seesStatus(caller, 'draft');
}

/** Whether everything on a printed document exists for this sight; it says whose pay it shows. */
export function seesDocument({ sections, pay }: PrintedDocument, sight: Sight): boolean {
  return (
    sections.every((section) => seesSection(section, sight)) && (pay === null || [pay, 'all'].includes(sight.pay ?? ''))
  );
}

function shownLine(line: Line, { prices, notation }: Sight) {
  const { lineId, serviceId, arch, quantity, quantityByHand, unitPrice } = line;
  const { shade, stumpShade, material, implant, note } = line;
  const { name, group, unit, needs, price } = line.service;
  const written = (teeth: readonly Tooth[]) => teeth.map((tooth) => writeTooth(tooth, notation));
  return {
    lineId,
    serviceId,
    service: { name, group, unit, needs: named(Needs, needs), ...(prices && { price: named(Price, price) }) },
    teeth: written(line.teeth),
    arch,
    pontics: line.pontics && written(line.pontics),
    quantity,
    quantityByHand,
    ...(prices && { unitPrice: named(Price, unitPrice), amount: lineAmount(line) }),
    shade: shade && named(Shade, shade),
    stumpShade: stumpShade && named(Shade, stumpShade),
    material,
    implant: implant && named(Implant, implant),
    note,
  };
}

function shownPlan({ tasks, outdated, unplannedServices }: WorkPlan, sight: Sight) {
  const shownTask = ({ price, ...task }: Task) => ({
    taskId: task.taskId,
    name: task.name,
    origin: task.origin,
    lineId: task.lineId,
    serviceId: task.serviceId,
    templateId: task.templateId,
    quantity: task.quantity,
    employeeId: task.employeeId,
    dueDate: task.dueDate,
    ...(seesPayOf(sight, task.employeeId) && { price: named(Price, price) }),
  });
  return {
    tasks: tasks.map(shownTask),
    outdated,
    unplannedServices: unplannedServices.map(({ serviceId, name }) => ({ serviceId, name })),
  };
}

function shownPayroll({ records, finalized }: Payroll, sight: Sight) {
  const mine = records.filter(({ employeeId }) => seesPayOf(sight, employeeId));
  return {
    records: mine.map(({ recordId, employeeId, amount, note, at, by }) => ({
      recordId,
      employeeId,
      amount: named(Price, amount),
      note,
      at,
      by: named(Actor, by),
    })),
    finalized,
  };
}

/** Who did something, as they were called; a laboratory reads the names of no clinic's people. */
function shownActor(actor: Actor, caller: Caller): Actor {
  const { sub, role } = actor;
  return caller.role === 'laboratory' ? { sub, role } : named(Actor, actor);
}

/** What is odd about an order that can still be changed, whoever made it so. */
const orderWarnings = (order: Order, today: CalendarDate, settings: Settings): Warning[] => [
  ...lineWarnings(order),
  ...taskWarnings(order),
  ...dueDateWarnings(order, today, settings),
];

/**
 * The order as a reply shows it to this caller: what is not named here, nobody sees. `today` is the tenant's; `done` is
 * the action that is replied to, where it was one. What is odd about a draft stands on every reply, and on that to its
 * publication.
 */
export function shownOrder(
  order: Order,
  caller: Caller,
  settings: Settings,
  today: CalendarDate,
  done: { at?: Instant; warnings?: readonly Told[] | undefined } = {},
) {
  const sight = sightOf(caller, settings, order);
  const isDraft = order.status === 'draft';
  const isSent = order.status === 'published' && done.at === order.publishedAt;
  return {
    tenantId: order.tenantId,
    number: order.number,
    status: order.status,
    version: order.version,
    source: order.source,
    root: order.root,
    customerId: order.customerId,
    customer: named(CustomerSnapshot, order.customer),
    clinic: order.clinic,
    laboratoryId: order.laboratoryId,
    laboratory: order.laboratory && named(LaboratorySnapshot, order.laboratory),
    patient: named(Patient, order.patient),
    toothNotation: order.toothNotation,
    services: order.services.map((line) => shownLine(line, sight)),
    enclosures: order.enclosures,
    dueDate: order.dueDate,
    ...(isDraft && !order.dueDate && { proposedDueDate: proposedDueDate(order, today, settings) }),
    note: order.note,
    ...(sight.prices && { discount: named(Discount.nullable(), order.discount), price: priceOf(order) }),
    workPlan: shownPlan(order.workPlan, sight),
    ...(sight.pay !== null && { payroll: shownPayroll(order.payroll, sight) }),
    readiness: isDraft ? readinessOf(order, today) : [],
    warnings: [
      ...(isDraft || isSent ? orderWarnings(order, today, settings) : []),
      ...(done.warnings ?? []).map((warning) => named(Told, warning)),
    ],
    actions: allowedActions(order, caller),
    createdAt: order.createdAt,
    createdBy: shownActor(order.createdBy, caller),
    updatedAt: order.updatedAt,
    updatedBy: shownActor(order.updatedBy, caller),
    publishedAt: order.publishedAt,
    // Its sender signs for a prescription, and stands on the form that the laboratory prints.
    publishedBy: order.publishedBy && named(Actor, order.publishedBy),
    cancelledAt: order.cancelledAt,
    cancelledBy: order.cancelledBy && shownActor(order.cancelledBy, caller),
    cancelReason: order.cancelReason,
  };
}
export type ShownOrder = ReturnType<typeof shownOrder>;

/** An order in a list. */
export function shownRow(row: OrderRow) {
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
    patient: named(Patient, patient),
    dueDate,
    createdAt,
    publishedAt,
  };
}

/** A history entry as a reply shows it to this caller; a field that nobody may see, or knows, is left out. */
export function shownHistory(
  { version, action, by, at, changes }: HistoryEntry,
  order: Order,
  caller: Caller,
  settings: Settings,
) {
  const sight = sightOf(caller, settings, order);
  const shown = changes.flatMap(({ field, from, to, changed }) => {
    if (!seesField(field, sight)) return [];
    const readable = [from, to].every((value) => kept[field].nullish().safeParse(value).success);
    return changed || !readable
      ? { field, changed: true }
      : { field, from: shownValue(field, from, sight), to: shownValue(field, to, sight) };
  });
  return { version, action, by: named(Actor, by), at, changes: shown };
}

/** A read or a print as a reply shows it among the history: it has no version, and it changed nothing. */
export function shownRead({ action, by, at, documentId }: ReadEntry) {
  return { action, by: named(Actor, by), at, documentId, changes: [] };
}

/** What history keeps of each field; of one that a newer release shaped anew, this one only says that it changed. */
const kept: Record<TrackedField, z.ZodType> = {
  ...Order.shape,
  payroll: Payroll.extend({ taskPrices: z.record(z.string(), Price) }),
};

/** A value that a field had or has, as this sight shows it. */
function shownValue(field: TrackedField, value: unknown, sight: Sight): unknown {
  if (field === 'services')
    return z
      .array(Line)
      .parse(value ?? [])
      .map((line) => shownLine(line, sight));
  if (value === null || value === undefined) return value;
  if (field === 'workPlan') return shownPlan(WorkPlan.parse(value), { ...sight, pay: null });
  return named(kept[field], value);
}
