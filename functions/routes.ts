import * as z from 'zod';
import { actions, rights } from '#domain/actions.ts';
import type { Role } from '#domain/caller.ts';
import { CustomerBody, EmployeeBody, LaboratoryBody, ProfileBody, ServiceBody, SettingsBody } from '#domain/catalog.ts';
import { Id, OrderNumberRequest } from '#domain/identifiers.ts';
import { rule } from '#domain/messages/messages.ts';
import { Status } from '#domain/order.ts';
import { DocumentId } from '#domain/printed-document.ts';
import {
  AddPayrollRecord,
  CancelOrder,
  ChangeCustomer,
  CopyOrder,
  CreateOrder,
  EditWorkPlan,
  FinalizePayroll,
  OrderPatch,
  PlanWork,
  PrintOrder,
  PublishOrder,
  SetDiscount,
} from '#domain/requests.ts';
import { PutSubscription } from '#domain/subscription.ts';
import { text } from '#domain/text.ts';

/** One row: what a route takes, who may call it, and where its handler stands (`functions/<folder>/<name>.ts`). */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/v1/${string}`;
  folder: 'orders' | 'catalog' | 'lab';
  summary: string;
  roles: readonly Role[];
  takes: z.ZodObject;
  mergePatch?: true;
  /** Whether a write names the version that it is made upon. What honours that can also ask that nothing stands there. */
  ifMatch?: 'required' | 'honoured';
  /** A GET whose reply has an ETag, and is 304 to who has that version already. */
  etag?: true;
  retryKey?: true;
  /** What it answers where it is not 200; 204 has no body. */
  success?: 201 | 204;
  /** A PUT that answers 201 where nothing stood. */
  adds?: true;
  /** How many seconds its function may take, where ten do not do. */
  seconds?: number;
};

/** The API as a resource server of the issuer, and what every token must be good for there. */
export const resourceServer = { identifier: 'order-desk', scopeName: 'orders' } as const;
export const scope = `${resourceServer.identifier}/${resourceServer.scopeName}`;

const nothing = z.strictObject({});
const number = z.strictObject({ number: OrderNumberRequest });
const id = z.strictObject({ id: Id });
const DryRun = z.strictObject({ dryRun: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false) });

/** A whole number in a query: of decimal digits alone, where JavaScript also knows `0x10` and `1e3`. */
function whole(least: number, most: number) {
  const number = z.int().min(least).max(most);
  return z.preprocess((sent) => (/^\d+$/.test(String(sent)) ? Number(sent) : sent), number);
}

const page = {
  limit: whole(1, 100).prefault(25),
  cursor: z.string().min(1).max(500).optional(),
};

/** Which orders a list shows: by status, alone or with a customer; or by patient. */
const OrdersQuery = z
  .strictObject({ status: Status.optional(), customerId: Id.optional(), patient: text(64).optional(), ...page })
  .refine((query) => query.patient === undefined || (query.status === undefined && query.customerId === undefined), {
    ...rule('patient_not_alone'),
    path: ['patient'],
  });

const Page = z.strictObject(page);

/** Numbers of a feed have ten digits. */
const mostNumbers = 9_999_999_999;
const sequence = (least: number) => z.int().min(least).max(mostNumbers);

/** A laboratory's feed behind a number of it; `wait` is how many seconds it may take until there is something new. */
const FeedQuery = z.strictObject({
  after: whole(0, mostNumbers).prefault(0),
  limit: whole(1, 100).prefault(100),
  wait: whole(0, 20).prefault(0),
});

/** What is sent again: all behind a number of the feed, or from one to another, or one event. */
const Replay = z.union([
  z.strictObject({ after: sequence(0) }),
  z
    .strictObject({ from: sequence(1), to: sequence(1) })
    .refine(({ from, to }) => from <= to, { ...rule('range_reversed'), path: ['to'] }),
  z.strictObject({ eventId: z.string().min(1).max(100) }),
]);

/** What a GET of an entry shows beside its body: taken back when unchanged, refused when changed. */
const readOnly = z.unknown().optional().describe('Read-only: as a reply shows it, or left out.');
const revision = { version: readOnly, updatedAt: readOnly, updatedBy: readOnly };

/** Every route, once: read by the handlers, the HTTP API, the local gateway, the OpenAPI document and the tests. */
export const routes = {
  createOrder: {
    method: 'POST',
    path: '/v1/orders',
    folder: 'orders',
    summary: 'Save a draft, or send it at once.',
    roles: rights.createOrder,
    takes: z.strictObject({ params: nothing, query: nothing, body: CreateOrder }),
    retryKey: true,
    success: 201,
  },
  listOrders: {
    method: 'GET',
    path: '/v1/orders',
    folder: 'orders',
    summary: 'List orders by status, customer or patient.',
    roles: rights.listOrders,
    takes: z.strictObject({ params: nothing, query: OrdersQuery, body: nothing }),
  },
  getOrder: {
    method: 'GET',
    path: '/v1/orders/{number}',
    folder: 'orders',
    summary: 'Read an order.',
    roles: actions.getOrder.roles,
    takes: z.strictObject({ params: number, query: nothing, body: nothing }),
    etag: true,
  },
  editOrder: {
    method: 'PATCH',
    path: '/v1/orders/{number}',
    folder: 'orders',
    summary: 'Edit a draft.',
    roles: actions.editOrder.roles,
    takes: z.strictObject({ params: number, query: nothing, body: OrderPatch }),
    mergePatch: true,
    ifMatch: 'required',
    retryKey: true,
  },
  changeCustomer: {
    method: 'POST',
    path: '/v1/orders/{number}/change-customer',
    folder: 'orders',
    summary: 'Move a draft to another dentist.',
    roles: actions.changeCustomer.roles,
    takes: z.strictObject({ params: number, query: DryRun, body: ChangeCustomer }),
    ifMatch: 'required',
    retryKey: true,
  },
  planWork: {
    method: 'POST',
    path: '/v1/orders/{number}/plan-work',
    folder: 'orders',
    summary: 'Plan the work, automatically or task by task.',
    roles: actions.planWork.roles,
    takes: z.strictObject({ params: number, query: DryRun, body: PlanWork }),
    ifMatch: 'required',
    retryKey: true,
  },
  editWorkPlan: {
    method: 'PUT',
    path: '/v1/orders/{number}/work-plan',
    folder: 'orders',
    summary: 'Replace the list of tasks.',
    roles: actions.editWorkPlan.roles,
    takes: z.strictObject({ params: number, query: nothing, body: EditWorkPlan }),
    ifMatch: 'required',
    retryKey: true,
  },
  getPayroll: {
    method: 'GET',
    path: '/v1/orders/{number}/payroll',
    folder: 'orders',
    summary: 'Read what technicians will earn.',
    roles: actions.getPayroll.roles,
    takes: z.strictObject({ params: number, query: nothing, body: nothing }),
  },
  addPayrollRecord: {
    method: 'POST',
    path: '/v1/orders/{number}/payroll-records',
    folder: 'orders',
    summary: 'Add a sum that a technician earns.',
    roles: actions.addPayrollRecord.roles,
    takes: z.strictObject({ params: number, query: nothing, body: AddPayrollRecord }),
    ifMatch: 'required',
    retryKey: true,
  },
  removePayrollRecord: {
    method: 'DELETE',
    path: '/v1/orders/{number}/payroll-records/{recordId}',
    folder: 'orders',
    summary: 'Take such a sum away.',
    roles: actions.removePayrollRecord.roles,
    takes: z.strictObject({ params: number.extend({ recordId: Id }), query: nothing, body: nothing }),
    ifMatch: 'required',
    retryKey: true,
  },
  finalizePayroll: {
    method: 'PUT',
    path: '/v1/orders/{number}/payroll/finalized',
    folder: 'orders',
    summary: 'Lock what technicians earn, or reopen it.',
    roles: actions.finalizePayroll.roles,
    takes: z.strictObject({ params: number, query: nothing, body: FinalizePayroll }),
    ifMatch: 'required',
    retryKey: true,
  },
  setDiscount: {
    method: 'PUT',
    path: '/v1/orders/{number}/discount',
    folder: 'orders',
    summary: 'Give a discount, or take it away with null.',
    roles: actions.setDiscount.roles,
    takes: z.strictObject({ params: number, query: nothing, body: SetDiscount }),
    ifMatch: 'required',
    retryKey: true,
  },
  printOrder: {
    method: 'POST',
    path: '/v1/orders/{number}/print',
    folder: 'orders',
    summary: 'Print the order form or a label.',
    roles: actions.printOrder.roles,
    takes: z.strictObject({ params: number, query: nothing, body: PrintOrder }),
    success: 201,
  },
  getDocument: {
    method: 'GET',
    path: '/v1/orders/{number}/documents/{documentId}',
    folder: 'orders',
    summary: 'Take a fresh link to what has been printed.',
    roles: actions.getDocument.roles,
    takes: z.strictObject({ params: number.extend({ documentId: DocumentId }), query: nothing, body: nothing }),
  },
  copyOrder: {
    method: 'POST',
    path: '/v1/orders/{number}/copy',
    folder: 'orders',
    summary: 'Copy an order into a new draft.',
    roles: actions.copyOrder.roles,
    takes: z.strictObject({ params: number, query: nothing, body: CopyOrder }),
    retryKey: true,
    success: 201,
  },
  cancelOrder: {
    method: 'POST',
    path: '/v1/orders/{number}/cancel',
    folder: 'orders',
    summary: 'Cancel a draft.',
    roles: actions.cancelOrder.roles,
    takes: z.strictObject({ params: number, query: nothing, body: CancelOrder }),
    ifMatch: 'required',
    retryKey: true,
  },
  publishOrder: {
    method: 'POST',
    path: '/v1/orders/{number}/publish',
    folder: 'orders',
    summary: 'Send a draft to the laboratory.',
    roles: actions.publishOrder.roles,
    takes: z.strictObject({ params: number, query: nothing, body: PublishOrder }),
    ifMatch: 'required',
    retryKey: true,
  },
  getHistory: {
    method: 'GET',
    path: '/v1/orders/{number}/history',
    folder: 'orders',
    summary: 'Read who changed what and when.',
    roles: actions.getHistory.roles,
    takes: z.strictObject({ params: number, query: Page, body: nothing }),
  },
  listCustomers: {
    method: 'GET',
    path: '/v1/customers',
    folder: 'catalog',
    summary: 'List the dentists who order.',
    roles: rights.listCustomers,
    takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  },
  getCustomer: {
    method: 'GET',
    path: '/v1/customers/{id}',
    folder: 'catalog',
    summary: 'Read a dentist who orders.',
    roles: rights.getCustomer,
    takes: z.strictObject({ params: id, query: nothing, body: nothing }),
    etag: true,
  },
  putCustomer: {
    method: 'PUT',
    path: '/v1/customers/{id}',
    folder: 'catalog',
    summary: 'Add or replace a customer.',
    roles: rights.putCustomer,
    takes: z.strictObject({
      params: id,
      query: nothing,
      body: CustomerBody.extend({ customerId: readOnly, ...revision }),
    }),
    ifMatch: 'honoured',
    adds: true,
  },
  listEmployees: {
    method: 'GET',
    path: '/v1/employees',
    folder: 'catalog',
    summary: 'List the technicians.',
    roles: rights.listEmployees,
    takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  },
  getEmployee: {
    method: 'GET',
    path: '/v1/employees/{id}',
    folder: 'catalog',
    summary: 'Read a technician.',
    roles: rights.getEmployee,
    takes: z.strictObject({ params: id, query: nothing, body: nothing }),
    etag: true,
  },
  putEmployee: {
    method: 'PUT',
    path: '/v1/employees/{id}',
    folder: 'catalog',
    summary: 'Add or replace an employee.',
    roles: rights.putEmployee,
    takes: z.strictObject({
      params: id,
      query: nothing,
      body: EmployeeBody.extend({ employeeId: readOnly, ...revision }),
    }),
    ifMatch: 'honoured',
    adds: true,
  },
  listServices: {
    method: 'GET',
    path: '/v1/services',
    folder: 'catalog',
    summary: 'List the services.',
    roles: rights.listServices,
    takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  },
  getService: {
    method: 'GET',
    path: '/v1/services/{id}',
    folder: 'catalog',
    summary: 'Read a service.',
    roles: rights.getService,
    takes: z.strictObject({ params: id, query: nothing, body: nothing }),
    etag: true,
  },
  putService: {
    method: 'PUT',
    path: '/v1/services/{id}',
    folder: 'catalog',
    summary: 'Add or replace a service.',
    roles: rights.putService,
    takes: z.strictObject({
      params: id,
      query: nothing,
      body: ServiceBody.extend({ serviceId: readOnly, ...revision }),
    }),
    ifMatch: 'honoured',
    adds: true,
  },
  listLaboratories: {
    method: 'GET',
    path: '/v1/laboratories',
    folder: 'catalog',
    summary: 'List the laboratories.',
    roles: rights.listLaboratories,
    takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  },
  getLaboratory: {
    method: 'GET',
    path: '/v1/laboratories/{id}',
    folder: 'catalog',
    summary: 'Read a laboratory.',
    roles: rights.getLaboratory,
    takes: z.strictObject({ params: id, query: nothing, body: nothing }),
    etag: true,
  },
  putLaboratory: {
    method: 'PUT',
    path: '/v1/laboratories/{id}',
    folder: 'catalog',
    summary: 'Add or replace a laboratory.',
    roles: rights.putLaboratory,
    takes: z.strictObject({
      params: id,
      query: nothing,
      body: LaboratoryBody.extend({ laboratoryId: readOnly, ...revision, connected: readOnly }),
    }),
    ifMatch: 'honoured',
    adds: true,
  },
  getSettings: {
    method: 'GET',
    path: '/v1/settings',
    folder: 'catalog',
    summary: 'Read the settings.',
    roles: rights.getSettings,
    takes: z.strictObject({ params: nothing, query: nothing, body: nothing }),
    etag: true,
  },
  putSettings: {
    method: 'PUT',
    path: '/v1/settings',
    folder: 'catalog',
    summary: 'Replace the settings.',
    roles: rights.putSettings,
    takes: z.strictObject({ params: nothing, query: nothing, body: SettingsBody.extend(revision) }),
    ifMatch: 'honoured',
  },
  getLabProfile: {
    method: 'GET',
    path: '/v1/lab/profile',
    folder: 'lab',
    summary: "Read the laboratory's profile.",
    roles: rights.getLabProfile,
    takes: z.strictObject({ params: nothing, query: nothing, body: nothing }),
    etag: true,
  },
  putLabProfile: {
    method: 'PUT',
    path: '/v1/lab/profile',
    folder: 'lab',
    summary: "Say the laboratory's name, and who may send it orders.",
    roles: rights.putLabProfile,
    takes: z.strictObject({
      params: nothing,
      query: nothing,
      body: ProfileBody.extend({ laboratoryId: readOnly, ...revision }),
    }),
    ifMatch: 'honoured',
    adds: true,
  },
  getLabFeed: {
    method: 'GET',
    path: '/v1/lab/orders',
    folder: 'lab',
    summary: 'Hear of the orders sent to the laboratory, in order.',
    roles: rights.getLabFeed,
    takes: z.strictObject({ params: nothing, query: FeedQuery, body: nothing }),
    seconds: 25,
  },
  getLabOrder: {
    method: 'GET',
    path: '/v1/lab/orders/{tenantId}/{number}',
    folder: 'lab',
    summary: 'Read an order sent to the laboratory.',
    roles: rights.getLabOrder,
    takes: z.strictObject({ params: number.extend({ tenantId: Id }), query: nothing, body: nothing }),
    etag: true,
  },
  printLabOrder: {
    method: 'POST',
    path: '/v1/lab/orders/{tenantId}/{number}/print',
    folder: 'lab',
    summary: 'Print an order sent to the laboratory, and give a link to it.',
    roles: rights.printLabOrder,
    takes: z.strictObject({ params: number.extend({ tenantId: Id }), query: nothing, body: PrintOrder }),
    success: 201,
  },
  getLabDocument: {
    method: 'GET',
    path: '/v1/lab/orders/{tenantId}/{number}/documents/{documentId}',
    folder: 'lab',
    summary: 'Take a fresh link to what has been printed of an order sent to the laboratory.',
    roles: rights.getLabDocument,
    takes: z.strictObject({
      params: number.extend({ tenantId: Id, documentId: DocumentId }),
      query: nothing,
      body: nothing,
    }),
  },
  listSubscriptions: {
    method: 'GET',
    path: '/v1/lab/subscriptions',
    folder: 'lab',
    summary: 'List the endpoints that hear of orders.',
    roles: rights.listSubscriptions,
    takes: z.strictObject({ params: nothing, query: nothing, body: nothing }),
  },
  getSubscription: {
    method: 'GET',
    path: '/v1/lab/subscriptions/{id}',
    folder: 'lab',
    summary: 'Read an endpoint that hears of orders.',
    roles: rights.getSubscription,
    takes: z.strictObject({ params: id, query: nothing, body: nothing }),
    etag: true,
  },
  putSubscription: {
    method: 'PUT',
    path: '/v1/lab/subscriptions/{id}',
    folder: 'lab',
    summary: 'Add or replace an endpoint, or rotate its secret.',
    roles: rights.putSubscription,
    takes: z.strictObject({
      params: id,
      query: nothing,
      body: PutSubscription.extend({ subscriptionId: readOnly, disabled: readOnly, ...revision }),
    }),
    ifMatch: 'honoured',
    adds: true,
  },
  deleteSubscription: {
    method: 'DELETE',
    path: '/v1/lab/subscriptions/{id}',
    folder: 'lab',
    summary: 'Remove an endpoint.',
    roles: rights.deleteSubscription,
    takes: z.strictObject({ params: id, query: nothing, body: nothing }),
    success: 204,
  },
  testSubscription: {
    method: 'POST',
    path: '/v1/lab/subscriptions/{id}/test',
    folder: 'lab',
    summary: 'Send an endpoint a test event, and hear what it answered.',
    roles: rights.testSubscription,
    takes: z.strictObject({ params: id, query: nothing, body: nothing }),
    seconds: 25,
  },
  listDeliveries: {
    method: 'GET',
    path: '/v1/lab/subscriptions/{id}/deliveries',
    folder: 'lab',
    summary: 'Read what was sent to an endpoint, and what it answered.',
    roles: rights.listDeliveries,
    takes: z.strictObject({ params: id, query: Page, body: nothing }),
  },
  replayDeliveries: {
    method: 'POST',
    path: '/v1/lab/subscriptions/{id}/replay',
    folder: 'lab',
    summary: 'Send an endpoint again what it may have missed.',
    roles: rights.replayDeliveries,
    takes: z.strictObject({ params: id, query: nothing, body: Replay }),
  },
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

/** The methods of every path in one text, as `unknown-route.ts` is told them: `{"/v1/orders":"POST, GET"}`. */
export function knownPaths(): string {
  const byPath = Map.groupBy(Object.values<Route>(routes), ({ path }) => path);
  const methods = [...byPath].map(([path, rows]) => [path, rows.map(({ method }) => method).join(', ')]);
  return JSON.stringify(Object.fromEntries(methods));
}

/** The file of a route's handler, below the root: `functions/orders/publish-order.ts`. */
export function handlerFile(name: string, { folder }: Route): string {
  return `functions/${folder}/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}
