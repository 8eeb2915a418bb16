import type { Employee } from '#domain/catalog/employees.ts';
import { defaultSettings, type Settings } from '#domain/catalog/settings.ts';
import { firstAttempt } from '#domain/listening/delivery.ts';
import { type Action, actions } from '#domain/order/actions.ts';
import { historyEntry } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { eventOf, type Sent } from '#test/support/functions/requests.ts';
import {
  act,
  apex,
  at,
  bright,
  catalog,
  complete,
  courier,
  crown,
  denture,
  draft,
  eur,
  laboratory,
  manager,
  novak,
  partial,
  profile,
  replyTo,
  shade,
  today,
  weber,
} from '#test/support/orders.ts';
import { changes, entries } from '#test/support/releases/release-requests.ts';
import { storedOrder } from '#test/support/stored-order.ts';
import { published, subscriptionTo } from '#test/support/subscriptions.ts';

const settings: Settings = { ...defaultSettings, timeZone: 'Europe/Berlin', version: 1 };
const services = [crown, partial, denture, courier];
const timo: Employee = { ...novak, employeeId: 'timo', firstName: 'Timo', lastName: 'Ceramist' };
const number = 'E33E1B813D';
const sentNumber = 'A33E1B813D';
const receivedNumber = 'B33E1B813D';
const documentId = 'a'.repeat(64);
const event = published();
/** A time in the past, for what is due already. */
const longAgo = '2026-01-01T09:30:00.000Z';
const subscriptionOf = (url: string) => subscriptionTo(url, { createdAt: at });

/** A line of an order, each with a note of its own. */
const line = (index: number) => ({
  serviceId: services[index % services.length]?.serviceId,
  ...(index % 4 === 2 ? { arch: 'upper' } : { teeth: [`${1 + (index % 4)}${1 + (index % 7)}`] }),
  shade,
  stumpShade: { system: 'Natural Die', value: 'ND3' },
  material: 'Zirconia 3Y, multilayer',
  note: `Contacts light, emergence profile as on photograph ${index + 1}.`,
});

/** A draft with this many lines that can be published, with tasks and a payroll record. */
export function draftOf(lines: number): Order {
  const how = act({ settings, catalog: catalog({ services, employees: [timo] }), number });
  const tasks = ['Check in', 'Design in CAD', 'Glaze'].map((name) => ({ name, employeeId: 'timo', price: eur(4_50) }));
  const body = { ...complete, dueDate: '2099-03-02', workPlan: { mode: 'manual', tasks } };
  const order = draft({ ...body, services: Array.from({ length: lines }, (_, index) => line(index)) }, how);
  const record = { recordId: 'night', employeeId: 'timo', amount: eur(20_00), at, by: order.createdBy };
  return { ...order, payroll: { records: [record], finalized: false } };
}

/** The order as a draft, as it was sent, and as it was received: one of them allows each action. */
function ordersOf(order: Order): Order[] {
  const sent: Order = {
    ...order,
    number: sentNumber,
    status: 'published',
    publishedAt: at,
    publishedBy: order.createdBy,
    publication: { version: 1, revision: 1, laboratoryId: apex.laboratoryId, changed: null },
  };
  const received: Order = { ...sent, number: receivedNumber, status: 'delivered' };
  return [order, sent, received];
}

/** The items of a table with a tenant in Berlin, an order in several statuses, and a laboratory with an endpoint. */
export function tableOf(order: Order, url: string): object[] {
  const { tenantId } = order;
  const subscription = subscriptionOf(url);
  const { feedSequence } = event.data;
  const document = {
    tenantId,
    number,
    documentId,
    version: 1,
    status: order.status,
    kind: 'form',
    sections: ['note'],
    pay: null,
    clinicOnly: false,
  };
  return [
    ...ordersOf(order).map(storedOrder),
    { ...keys.change(tenantId, number, 1), ...historyEntry(null, order) },
    { ...keys.settings(tenantId), ...settings },
    ...[weber, novak].map((entry) => ({ ...keys.entry(tenantId, 'customers', entry.customerId), ...entry })),
    { ...keys.entry(tenantId, 'employees', timo.employeeId), ...timo },
    ...services.map((entry) => ({ ...keys.entry(tenantId, 'services', entry.serviceId), ...entry })),
    ...[apex, bright].map((entry) => ({ ...keys.entry(tenantId, 'laboratories', entry.laboratoryId), ...entry })),
    { ...keys.profile(apex.laboratoryId), ...profile() },
    { ...keys.subscription(subscription.listener, subscription.subscriptionId), ...subscription },
    { ...keys.feed(subscription.listener, feedSequence), sequence: feedSequence, event },
    {
      ...keys.document(tenantId, number, documentId),
      ...document,
      file: 'draft/a.pdf',
      sha256: documentId,
      bytes: 1,
      at,
      by: order.createdBy,
    },
    { ...keys.user('anna'), role: 'manager', tenantId },
  ];
}

/** An event for each function: requests about an order and the catalogue, a sign-in, and a webhook delivery. */
export function callsOf(order: Order) {
  const shown = replyTo(order, manager, settings, () => today, {});
  const upon = (action: Action, { params, ...sent }: Sent): Sent => {
    const allowing = ordersOf(order).find(({ status }) => actions[action][status].kind === 'allowed');
    if (!allowing) throw new Error(`Add an order that allows ${action} to the table.`);
    return { ...sent, params: { number: allowing.number, ...params }, headers: { 'if-match': '"1"' } };
  };
  const { services: linesShown, patient, toothNotation, dueDate } = shown;
  const asked = linesShown.map(
    ({ lineId: _, service: _service, quantityByHand: _byHand, amount: _amount, ...line }) => line,
  );
  const requests = {
    createOrder: { body: { customerId: 'weber', patient, toothNotation, dueDate, services: asked } },
    listOrders: {},
    getOrder: {},
    getPayroll: {},
    printOrder: { body: {} },
    getDocument: { params: { documentId } },
    copyOrder: { body: {} },
    getHistory: {},
    listCustomers: {},
    listEmployees: {},
    listServices: {},
    listLaboratories: {},
    getSettings: {},
    listLabOrders: { caller: laboratory },
    getLabOrder: { caller: laboratory, params: { tenantId: order.tenantId, number: sentNumber } },
    acceptOrder: upon('acceptOrder', { caller: laboratory, params: { tenantId: order.tenantId }, body: {} }),
    ...mapped(changes, ({ of }, name) => upon(name, of(shown))),
    ...mapped(entries, ({ sent }) => sent),
  } satisfies Partial<Record<RouteName, Sent>>;
  return {
    ...mapped(requests, (sent, name) => eventOf(name, sent)),
    addClaims: { triggerSource: 'TokenGeneration_HostedAuth', request: { userAttributes: { sub: 'anna' } } },
    deliverWebhook: {
      Records: [{ messageId: 'first', body: JSON.stringify(firstAttempt(subscriptionOf(''), event, longAgo)) }],
    },
  };
}

/** The BatchGetItem that every function that reads an order sends. */
export const readOf = ({ tenantId }: Order) => ({
  RequestItems: { orders: { Keys: [keys.settings(tenantId), keys.order(tenantId, number)], ConsistentRead: true } },
});

const mapped = <Name extends string, From, To>(from: Record<Name, From>, to: (value: From, name: Name) => To) =>
  Object.fromEntries(Object.entries<From>(from).map(([name, value]) => [name, to(value, name as Name)])) as Record<
    Name,
    To
  >;
