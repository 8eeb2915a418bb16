import * as z from 'zod';
import { CalendarDate } from '#domain/calendar.ts';
import { Actor } from '#domain/caller.ts';
import { Customer, Employee, Laboratory, LaboratoryProfile, Needs, Service, Settings, Unit } from '#domain/catalog.ts';
import { Try } from '#domain/delivery.ts';
import { OrderPublished } from '#domain/events.ts';
import { Id, Instant, OrderNumber } from '#domain/identifiers.ts';
import { Amount, Money } from '#domain/money.ts';
import {
  Arch,
  CustomerSnapshot,
  Discount,
  Implant,
  LaboratorySnapshot,
  Patient,
  PayrollRecord,
  Status,
  Task,
  WorkPlan,
} from '#domain/order.ts';
import { DocumentId } from '#domain/printed-document.ts';
import { Shade } from '#domain/shade.ts';
import { Disabled } from '#domain/subscription.ts';
import { ToothNotation } from '#domain/teeth.ts';
import type { RouteName } from '#functions/routes.ts';

/** What the routes answer, for the OpenAPI document and the tests: strict, so that a member nobody named is a fault. */

const strict = <Shape extends z.ZodRawShape>({ shape }: z.ZodObject<Shape>) => z.strictObject(shape);

const fault = { pointer: z.string(), code: z.string(), message: z.string() };

const Warning = z.strictObject({
  ...fault,
  pointer: z.string().optional(),
  earliestDueDate: CalendarDate.optional(),
  taskId: z.string().optional(),
  lineId: Id.optional(),
  fields: z.array(z.string()).optional().describe('What of the line or task has been lost'),
});

const Line = z.strictObject({
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

const Order = z.strictObject({
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
  services: z.array(Line),
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
    .strictObject({ records: z.array(z.strictObject(PayrollRecord.shape)), finalized: z.boolean() })
    .optional()
    .describe('For those who see pay'),
  readiness: z.array(z.strictObject(fault)).describe('What still stands between this draft and publishing'),
  warnings: z.array(Warning),
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

const Rehearsal = z.strictObject({
  effects: z.array(
    z.strictObject({
      field: z.string(),
      message: z.string(),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
    }),
  ),
  warnings: z.array(Warning),
  order: Order,
});

const OrderRow = z.strictObject({
  number: OrderNumber,
  status: Status,
  source: OrderNumber.nullable(),
  customerId: Id,
  customer: z.strictObject({ firstName: z.string(), lastName: z.string() }),
  clinic: z.string(),
  laboratoryId: Id.nullable(),
  patient: strict(Patient),
  dueDate: CalendarDate.nullable(),
  createdAt: Instant,
  publishedAt: Instant.nullable(),
});

const Change = z.strictObject({
  version: z.int().optional().describe('Absent where the order was not changed: a print, a read by a laboratory'),
  action: z.string(),
  by: strict(Actor),
  at: Instant,
  changes: z.array(
    z.strictObject({
      field: z.string(),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
      changed: z.literal(true).optional().describe('Too large to say from what to what'),
    }),
  ),
  documentId: DocumentId.optional().describe('What was printed'),
});

const Document = z.strictObject({
  documentId: DocumentId,
  url: z.url().describe('Opens the PDF until `expiresAt`; getDocument and getLabDocument give a fresh one'),
  expiresAt: Instant,
  sha256: z.string(),
  bytes: z.int(),
  version: z.int().describe('Of the order that was printed'),
});

const paid = { quantity: z.int(), price: Amount.nullable(), amount: Amount };
const Source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('task'),
    taskId: z.string(),
    name: z.string(),
    serviceId: Id.optional(),
    templateId: Id.optional(),
  }),
  z.strictObject({ kind: z.literal('record'), recordId: Id, note: z.string().optional() }),
]);
const PayLine = z.strictObject({ source: Source, employeeId: Id.nullable(), ...paid });

const Payroll = z.strictObject({
  byEmployee: z.array(
    z.strictObject({
      employeeId: Id,
      name: z.string().optional(),
      total: Amount,
      lines: z.array(z.strictObject({ source: Source, ...paid })),
    }),
  ),
  byTask: z.array(PayLine),
  records: z.array(PayLine),
  unassigned: z.array(PayLine).optional(),
  total: Amount,
  orderTotal: Amount.optional(),
  margin: Amount.optional(),
  finalized: z.boolean(),
  warnings: z.array(Warning),
});

const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

const ShownService = Service.partial({ price: true, tasks: true });

const ShownLaboratory = z.object({
  ...Laboratory.shape,
  connected: z.strictObject({ name: z.string() }).nullable().describe('Who receives there; null where nobody does'),
});

const Profile = z.strictObject(LaboratoryProfile.shape);

const Subscription = z.strictObject({
  subscriptionId: Id,
  url: z.string(),
  active: z.boolean(),
  types: z.array(z.string()).optional(),
  tenants: z.array(Id).optional(),
  secret: z.string().optional().describe('Only when it was made or rotated, and never again'),
  disabled: z.strictObject(Disabled.shape).optional().describe('Why we have stopped sending'),
  version: z.int(),
  updatedAt: Instant,
  updatedBy: Actor,
});

const Delivery = z.strictObject(Try.shape);

const Feed = z.strictObject({
  items: z.array(z.strictObject({ sequence: z.int(), event: OrderPublished })),
  next: z.int().describe('The number to go on after'),
});

const Replayed = z.strictObject({
  replayed: z.int().describe('How many events are on their way'),
  next: z.int().nullable().describe('The number to go on after, where there is more'),
});

export const replies = {
  createOrder: Order,
  listOrders: page(OrderRow),
  getOrder: Order,
  editOrder: Order,
  changeCustomer: z.union([Order, Rehearsal]),
  planWork: z.union([Order, Rehearsal]),
  editWorkPlan: Order,
  getPayroll: Payroll,
  addPayrollRecord: Order,
  removePayrollRecord: Order,
  finalizePayroll: Order,
  setDiscount: Order,
  printOrder: Document,
  getDocument: Document,
  copyOrder: Order,
  cancelOrder: Order,
  publishOrder: Order,
  getHistory: page(Change),
  listCustomers: page(Customer),
  getCustomer: Customer,
  putCustomer: Customer,
  listEmployees: page(Employee),
  getEmployee: Employee,
  putEmployee: Employee,
  listServices: page(ShownService),
  getService: ShownService,
  putService: Service,
  listLaboratories: page(ShownLaboratory),
  getLaboratory: ShownLaboratory,
  putLaboratory: ShownLaboratory,
  getSettings: Settings.partial(),
  putSettings: Settings,
  getLabProfile: Profile,
  putLabProfile: Profile,
  getLabFeed: Feed,
  getLabOrder: Order,
  printLabOrder: Document,
  getLabDocument: Document,
  listSubscriptions: page(Subscription),
  getSubscription: Subscription,
  putSubscription: Subscription,
  deleteSubscription: z.void(),
  testSubscription: Delivery,
  listDeliveries: page(Delivery),
  replayDeliveries: Replayed,
} as const satisfies Record<RouteName, z.ZodType>;

/** What many replies share, under the names that the OpenAPI document gives it. */
export const sharedReplies = {
  Order,
  Line,
  OrderRow,
  Change,
  Document,
  PayLine,
  Warning,
  Customer,
  Employee,
  Service,
  Laboratory: ShownLaboratory,
  Settings,
  Profile,
  Subscription,
  Delivery,
};

/** An error as every refused request is answered (RFC 9457). */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z
    .array(z.strictObject({ in: z.enum(['body', 'query', 'header', 'path']), ...fault }))
    .optional()
    .describe('Every fault, with a pointer to its field'),
});

/** What the gateway answers by itself, before any of our code: no or an expired token, too large, too many. */
export const GatewayAnswer = z.looseObject({ message: z.string() });
