import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { Audience } from '#domain/kernel/caller.ts';
import { noPlan, type Order } from '#domain/order/order.ts';
import type { Status } from '#domain/order/statuses.ts';
import type { Message } from '#domain/thread/message.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import { catalogue, dynamodb, holding, itemOf } from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { act, at, catalog, complete, crown, draft, employee, eur, laboratory, ownApex } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const ifMatch = { headers: { 'if-match': '"1"' } };
const asManager = { params: { id: 'main' } };
const asLaboratory = { caller: laboratory, params: { tenantId: 'northside', id: 'main' } };
const document = { documentId: '0'.repeat(64) };
const page = { query: 'limit=1' };
const { version: _v, updatedAt: _u, updatedBy: _b, ...settings } = defaultSettings;
const { serviceId: _, version: _version, updatedAt: _at, updatedBy: _by, ...service } = crown;

const by = { sub: 'maria', role: 'manager' as const };
const records = [{ recordId: 'main', employeeId: 'timo', amount: eur(1_00), at, by }];
/** A draft that has been published before. */
export const validOrder: Order = {
  ...draft(complete, act({ catalog: catalog({ laboratories: [ownApex] }) })),
  payroll: { records, finalized: false },
  workPlan: { ...noPlan, tasks: [{ taskId: 'mill', name: 'Mill', origin: 'manual', quantity: 1 }] },
  publication: { version: 1, revision: 1, laboratoryId: 'apex-lab', changed: null },
};

/** A message to or from the laboratory of that order. */
export const message = (side: Audience, other: Partial<Message> = {}): Message => ({
  tenantId: 'northside',
  number: validOrder.number,
  sequence: 1,
  laboratoryId: 'apex-lab',
  side,
  by,
  at,
  text: 'Which shade?',
  version: 1,
  revision: 1,
  requestId: 'an earlier request',
  ...other,
});

/** Whether a query asks for messages. */
export const isThread = (values: Record<string, string>) => values[':partition']?.includes('#M#') === true;

/** Mocks a table that holds all that the valid requests need. */
export function holdingAll(order = validOrder): void {
  const subscribed = (['L#apex-lab', 'T#northside'] as const).map((listener) =>
    itemOf.subscription(subscriptionTo('https://93.184.216.34/', { listener })),
  );
  holding(
    itemOf.order(order),
    itemOf.employee(employee('timo')),
    itemOf.settings({ ...defaultSettings, version: 1 }),
    ...subscribed,
    ...catalogue,
  );
  dynamodb.on(QueryCommand).callsFake(({ ExpressionAttributeValues: values }) => ({
    Items: [isThread(values) ? itemOf.message(message('clinic')) : subscribed[0]],
  }));
}

/** The statuses of the order that a request needs, where it is not a draft. */
const statusFor: Partial<Record<RouteName, Status>> = {
  withdrawOrder: 'published',
  receiveOrder: 'shipped',
  reopenOrder: 'delivered',
  changeDueDate: 'production',
  markTask: 'production',
  acceptOrder: 'published',
  getLabOrder: 'published',
  printLabOrder: 'published',
  returnOrder: 'production',
  holdOrder: 'production',
  produceOrder: 'production',
  shipOrder: 'produced',
  reopenLabOrder: 'produced',
};

/** The order with which the valid request to a route succeeds. */
export const orderFor = (name: RouteName): Order => ({ ...validOrder, status: statusFor[name] ?? validOrder.status });

/** A request to each route that only the state of the table can refuse: of an order in version 1, and of `main` things. */
export const validRequests: Record<RouteName, Sent> = {
  createOrder: { body: { customerId: 'weber' } },
  listOrders: page,
  getOrder: {},
  editOrder: { ...ifMatch, body: { note: 'Soon' } },
  changeCustomer: { ...ifMatch, body: { customerId: 'novak' } },
  planWork: { ...ifMatch, body: { mode: 'manual', tasks: [{ name: 'Polish' }] } },
  editWorkPlan: { ...ifMatch, body: { tasks: [{ name: 'Polish' }] } },
  getPayroll: {},
  addPayrollRecord: { ...ifMatch, body: { employeeId: 'timo', amount: eur(2_00) } },
  removePayrollRecord: { ...ifMatch, params: { recordId: 'main' } },
  finalizePayroll: { ...ifMatch, body: { finalized: true } },
  setDiscount: { ...ifMatch, body: { type: 'percentage', percent: 5 } },
  printOrder: { body: {} },
  getDocument: { params: document },
  copyOrder: { body: {} },
  cancelOrder: { ...ifMatch, body: {} },
  withdrawOrder: { ...ifMatch, body: {} },
  receiveOrder: { ...ifMatch, body: {} },
  reopenOrder: { ...ifMatch, body: { reason: 'Too high' } },
  changeDueDate: { ...ifMatch, body: { dueDate: '2099-01-08' } },
  markTask: { params: { taskId: 'mill' }, body: { done: true } },
  publishOrder: { ...ifMatch, body: {} },
  getHistory: page,
  listMessages: page,
  addMessage: { body: { text: 'Which shade?' } },
  listCustomers: page,
  getCustomer: { params: { id: 'weber' } },
  putCustomer: {
    params: { id: 'weber' },
    body: { firstName: 'Anna', lastName: 'Weber', clinic: 'Mill', active: true },
  },
  listEmployees: page,
  getEmployee: { params: { id: 'timo' } },
  putEmployee: { params: { id: 'timo' }, body: { firstName: 'Timo', lastName: 'T', active: true } },
  listServices: page,
  getService: { params: { id: 'zirconia-crown' } },
  putService: { params: { id: 'zirconia-crown' }, body: service },
  listLaboratories: page,
  getLaboratory: { params: { id: 'apex-lab' } },
  putLaboratory: { params: { id: 'apex-lab' }, body: { name: 'Apex', active: true } },
  getSettings: {},
  putSettings: { body: settings },
  getLabProfile: asLaboratory,
  putLabProfile: { ...asLaboratory, body: { name: 'Apex' } },
  getFeed: asManager,
  getLabFeed: asLaboratory,
  listLabOrders: { caller: laboratory },
  getLabOrder: asLaboratory,
  printLabOrder: { ...asLaboratory, body: {} },
  acceptOrder: { ...asLaboratory, ...ifMatch, body: { promisedDate: '2026-12-17' } },
  returnOrder: { ...asLaboratory, ...ifMatch, body: { reasons: [{ message: 'Which shade?' }] } },
  holdOrder: { ...asLaboratory, body: { reason: 'Which shade?' } },
  produceOrder: { ...asLaboratory, ...ifMatch, body: {} },
  shipOrder: { ...asLaboratory, ...ifMatch, body: {} },
  reopenLabOrder: { ...asLaboratory, ...ifMatch, body: { reason: 'A misclick' } },
  getLabDocument: { ...asLaboratory, params: { ...asLaboratory.params, ...document } },
  listLabMessages: { ...asLaboratory, ...page },
  addLabMessage: { ...asLaboratory, body: { text: 'A3, please.' } },
  listLabSubscriptions: asLaboratory,
  listSubscriptions: asManager,
  getLabSubscription: asLaboratory,
  getSubscription: asManager,
  putLabSubscription: { ...asLaboratory, body: { url: 'https://93.184.216.34/' } },
  putSubscription: { ...asManager, body: { url: 'https://93.184.216.34/' } },
  deleteLabSubscription: asLaboratory,
  deleteSubscription: asManager,
  testLabSubscription: { ...asLaboratory, body: {} },
  testSubscription: { ...asManager, body: {} },
  listLabDeliveries: asLaboratory,
  listDeliveries: asManager,
  replayLabDeliveries: { ...asLaboratory, body: { after: 0 } },
  replayDeliveries: { ...asManager, body: { after: 0 } },
};
