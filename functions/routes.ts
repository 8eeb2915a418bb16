import * as z from 'zod';
import { actions, rights } from '#domain/actions.ts';
import type { Role } from '#domain/caller.ts';
import { CustomerBody, EmployeeBody, LaboratoryBody, ServiceBody, SettingsBody } from '#domain/catalog.ts';
import { Id, OrderNumberRequest } from '#domain/identifiers.ts';
import { Status } from '#domain/order.ts';
import { CancelOrder, ChangeCustomer, CopyOrder, CreateOrder, OrderPatch, PublishOrder } from '#domain/requests.ts';
import { text } from '#domain/text.ts';

/** One row: what a route takes, who may call it, and where its handler stands (`functions/<folder>/<name>.ts`). */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/v1/${string}`;
  folder: 'orders' | 'catalog';
  summary: string;
  roles: readonly Role[];
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodObject;
  mergePatch?: true;
  ifMatch?: 'required' | 'honoured';
  retryKey?: true;
  success?: 201;
};

const nothing = z.strictObject({});
const number = z.strictObject({ number: OrderNumberRequest });
const id = z.strictObject({ id: Id });
const DryRun = z.strictObject({ dryRun: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false) });

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().min(1).max(500).optional(),
};

/** Which orders a list shows: by status, alone or with a customer; or by patient. */
const OrdersQuery = z
  .strictObject({ status: Status.optional(), customerId: Id.optional(), patient: text(64).optional(), ...page })
  .refine((query) => query.patient === undefined || (query.status === undefined && query.customerId === undefined), {
    path: ['patient'],
    message: 'Search by patient alone, or list by status and customerId.',
  });

const Page = z.strictObject(page);

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
    params: nothing,
    query: nothing,
    body: CreateOrder,
    retryKey: true,
    success: 201,
  },
  listOrders: {
    method: 'GET',
    path: '/v1/orders',
    folder: 'orders',
    summary: 'List orders by status, customer or patient.',
    roles: rights.listOrders,
    params: nothing,
    body: nothing,
    query: OrdersQuery,
  },
  getOrder: {
    method: 'GET',
    path: '/v1/orders/{number}',
    folder: 'orders',
    summary: 'Read an order.',
    roles: actions.getOrder.roles,
    query: nothing,
    body: nothing,
    params: number,
  },
  editOrder: {
    method: 'PATCH',
    path: '/v1/orders/{number}',
    folder: 'orders',
    summary: 'Edit a draft.',
    roles: actions.editOrder.roles,
    query: nothing,
    params: number,
    body: OrderPatch,
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
    params: number,
    query: DryRun,
    body: ChangeCustomer,
    ifMatch: 'required',
    retryKey: true,
  },
  copyOrder: {
    method: 'POST',
    path: '/v1/orders/{number}/copy',
    folder: 'orders',
    summary: 'Copy an order into a new draft.',
    roles: actions.copyOrder.roles,
    query: nothing,
    params: number,
    body: CopyOrder,
    retryKey: true,
    success: 201,
  },
  cancelOrder: {
    method: 'POST',
    path: '/v1/orders/{number}/cancel',
    folder: 'orders',
    summary: 'Cancel a draft.',
    roles: actions.cancelOrder.roles,
    query: nothing,
    params: number,
    body: CancelOrder,
    ifMatch: 'required',
    retryKey: true,
  },
  publishOrder: {
    method: 'POST',
    path: '/v1/orders/{number}/publish',
    folder: 'orders',
    summary: 'Send a draft to the laboratory.',
    roles: actions.publishOrder.roles,
    query: nothing,
    params: number,
    body: PublishOrder,
    ifMatch: 'required',
    retryKey: true,
  },
  getHistory: {
    method: 'GET',
    path: '/v1/orders/{number}/history',
    folder: 'orders',
    summary: 'Read who changed what and when.',
    roles: actions.getHistory.roles,
    body: nothing,
    params: number,
    query: Page,
  },
  listCustomers: {
    method: 'GET',
    path: '/v1/customers',
    folder: 'catalog',
    summary: 'List the dentists who order.',
    roles: rights.listCustomers,
    params: nothing,
    body: nothing,
    query: Page,
  },
  putCustomer: {
    method: 'PUT',
    path: '/v1/customers/{id}',
    folder: 'catalog',
    summary: 'Add or replace a customer.',
    roles: rights.putCustomer,
    query: nothing,
    params: id,
    body: CustomerBody.extend({ customerId: readOnly, ...revision }),
    ifMatch: 'honoured',
  },
  listEmployees: {
    method: 'GET',
    path: '/v1/employees',
    folder: 'catalog',
    summary: 'List the technicians.',
    roles: rights.listEmployees,
    params: nothing,
    body: nothing,
    query: Page,
  },
  putEmployee: {
    method: 'PUT',
    path: '/v1/employees/{id}',
    folder: 'catalog',
    summary: 'Add or replace a employee.',
    roles: rights.putEmployee,
    query: nothing,
    params: id,
    body: EmployeeBody.extend({ employeeId: readOnly, ...revision }),
    ifMatch: 'honoured',
  },
  listServices: {
    method: 'GET',
    path: '/v1/services',
    folder: 'catalog',
    summary: 'List the services.',
    roles: rights.listServices,
    params: nothing,
    body: nothing,
    query: Page,
  },
  putService: {
    method: 'PUT',
    path: '/v1/services/{id}',
    folder: 'catalog',
    summary: 'Add or replace a service.',
    roles: rights.putService,
    query: nothing,
    params: id,
    body: ServiceBody.extend({ serviceId: readOnly, ...revision }),
    ifMatch: 'honoured',
  },
  listLaboratories: {
    method: 'GET',
    path: '/v1/laboratories',
    folder: 'catalog',
    summary: 'List the laboratories.',
    roles: rights.listLaboratories,
    params: nothing,
    body: nothing,
    query: Page,
  },
  putLaboratory: {
    method: 'PUT',
    path: '/v1/laboratories/{id}',
    folder: 'catalog',
    summary: 'Add or replace a laboratory.',
    roles: rights.putLaboratory,
    query: nothing,
    params: id,
    body: LaboratoryBody.extend({ laboratoryId: readOnly, ...revision, connected: readOnly }),
    ifMatch: 'honoured',
  },
  getSettings: {
    method: 'GET',
    path: '/v1/settings',
    folder: 'catalog',
    summary: 'Read the settings.',
    roles: rights.getSettings,
    params: nothing,
    query: nothing,
    body: nothing,
  },
  putSettings: {
    method: 'PUT',
    path: '/v1/settings',
    folder: 'catalog',
    summary: 'Replace the settings.',
    roles: rights.putSettings,
    params: nothing,
    query: nothing,
    body: SettingsBody.extend(revision),
    ifMatch: 'honoured',
  },
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

/** The file of a route's handler, below the root: `functions/orders/publish-order.ts`. */
export function handlerFile(name: string, { folder }: Route): string {
  return `functions/${folder}/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}
