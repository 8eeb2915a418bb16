import { type Listener, laboratoryListener, tenantListener } from '#domain/listening/listener.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import { patientRowAttributes } from '#functions/store/rows.ts';
import { counter, type Index, indexRanges, keys } from '#functions/store/table.ts';

/** Every Lambda: one for each route, and those that serve no route. */
export type FunctionName = RouteName | 'unknownRoute' | 'addClaims' | 'announce' | 'announceAgain' | 'deliverWebhook';

type ItemAction = 'BatchGetItem' | 'ConditionCheckItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';
type StreamAction = 'DescribeStream' | 'GetRecords' | 'GetShardIterator' | 'ListStreams';
type FileAction = 'GetObject' | 'PutObject';
type QueueAction = 'DeleteMessage' | 'GetQueueAttributes' | 'ReceiveMessage' | 'SendMessage';

/**
 * One right: the actions that are allowed on a resource. In the table, `keys` limits it to items whose partition key
 * matches one of the patterns, and `attributes`, if there are any, limits it to these attributes and the key.
 */
export type Right =
  | { on: 'table' | Index; actions: `dynamodb:${ItemAction}`[]; keys: string[]; attributes?: string[] }
  | { on: 'stream'; actions: `dynamodb:${StreamAction}`[] }
  | { on: 'files'; actions: `s3:${FileAction}`[] }
  | { on: 'bus'; actions: 'events:PutEvents'[] }
  | { on: 'retryQueue' | 'stranded' | 'deliveryQueue'; actions: `sqs:${QueueAction}`[] };

// Patterns of partition keys. No id contains a '#', so each pattern matches one kind of item only.
const orders = keys.order('*', '*').PK;
const histories = keys.change('*', '*', 0).PK;
const threads = keys.message('*', '*', 0).PK;
const documents = keys.document('*', '*', '').PK;
const catalog = keys.settings('*').PK;
const profiles = keys.profile('*').PK;

/** The patterns of what is a listener's. */
const of = (listener: Listener) => ({
  counters: keys.sequence(listener).PK,
  feeds: keys.feed(listener, 0).PK,
  subscriptions: keys.subscription(listener, '').PK,
  deliveries: keys.delivery(listener, '*', '').PK,
});
const [laboratories, tenants] = [of(laboratoryListener('*')), of(tenantListener('*'))];
const bothSides = (...kinds: (keyof typeof laboratories)[]) =>
  kinds.flatMap((kind) => [laboratories[kind], tenants[kind]]);

const read = (...keys: string[]): Right => ({ on: 'table', actions: ['dynamodb:BatchGetItem'], keys });
const write = (...keys: string[]): Right => ({ on: 'table', actions: ['dynamodb:PutItem'], keys });
const update = (...keys: string[]): Right => ({ on: 'table', actions: ['dynamodb:UpdateItem'], keys });
const list = (on: 'table' | Index, ...keys: string[]): Right => ({ on, actions: ['dynamodb:Query'], keys });

/** A change of an order reads the order and catalogue entries, and writes the order. */
const changeOrder = [read(orders, catalog), write(orders)];
/** A change that may name a laboratory also reads the laboratory's profile. */
const addressOrder = [read(orders, catalog, profiles), write(orders)];
const putEntry = [read(catalog), write(catalog)];

/** A message reads the last ones, and puts the next one; a laboratory's puts its mark in the same transaction. */
const writeMessage = [list('table', threads), write(threads)];

/** Both announcers raise a listener's counter, write history and feed entries, and put events on the bus. */
const announcing: Right[] = [
  {
    on: 'table',
    actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    keys: bothSides('counters'),
    attributes: [counter],
  },
  write(histories, ...bothSides('feeds')),
  { on: 'bus', actions: ['events:PutEvents'] },
];

/** What the functions on the feed and the subscriptions of one side may do. */
const hearingOf = ({ counters, feeds, subscriptions, deliveries }: typeof laboratories) =>
  ({
    feed: [read(counters, feeds), list('table', feeds)],
    list: [list('table', subscriptions)],
    get: [read(subscriptions)],
    put: [list('table', subscriptions), update(subscriptions)],
    remove: [{ on: 'table', actions: ['dynamodb:DeleteItem'], keys: [subscriptions] }],
    test: [read(subscriptions), write(deliveries)],
    deliveries: [read(subscriptions), list('table', deliveries)],
    replay: [
      read(counters, feeds, subscriptions, deliveries),
      list('table', feeds),
      update(subscriptions),
      { on: 'deliveryQueue', actions: ['sqs:SendMessage'] },
    ],
  }) satisfies Record<string, Right[]>;
const hearing = { laboratory: hearingOf(laboratories), tenant: hearingOf(tenants) };

/** All that each function may do in AWS. A function without a row does not compile. */
export const permissions: Record<FunctionName, Right[]> = {
  createOrder: addressOrder,
  listOrders: [
    list('byStatus', indexRanges.byStatus('*', '*').partition),
    list('byCustomer', indexRanges.byCustomer('*', '*', '*').partition),
    list('byDue', indexRanges.byDue('*', '*').partition),
    list('byCustomerDue', indexRanges.byCustomerDue('*', '*', '*').partition),
    list('byPatient', indexRanges.byPatient('*', '').partition),
    list('byAnswer', indexRanges.byAnswer('*').partition),
    {
      on: 'table',
      actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
      keys: [orders],
      attributes: patientRowAttributes,
    },
  ],
  getOrder: [read(orders, catalog)],
  editOrder: addressOrder,
  changeCustomer: changeOrder,
  planWork: changeOrder,
  editWorkPlan: changeOrder,
  getPayroll: [read(orders, catalog)],
  addPayrollRecord: changeOrder,
  removePayrollRecord: changeOrder,
  finalizePayroll: changeOrder,
  setDiscount: changeOrder,
  // A presigned link can read only what its signer can: hence GetObject.
  printOrder: [
    read(orders, catalog, documents),
    write(documents, histories),
    { on: 'files', actions: ['s3:GetObject', 's3:PutObject'] },
  ],
  getDocument: [read(orders, catalog, documents), { on: 'files', actions: ['s3:GetObject'] }],
  copyOrder: addressOrder,
  cancelOrder: changeOrder,
  withdrawOrder: changeOrder,
  receiveOrder: changeOrder,
  reopenOrder: changeOrder,
  changeDueDate: changeOrder,
  markTask: changeOrder,
  publishOrder: addressOrder,
  getHistory: [read(orders, catalog), list('table', histories)],
  listMessages: [read(orders, catalog), list('table', threads)],
  // It takes the mark of the laboratory's message away.
  addMessage: [
    read(orders, catalog),
    ...writeMessage,
    { on: 'table', actions: ['dynamodb:DeleteItem'], keys: [threads] },
  ],
  listCustomers: [list('table', catalog)],
  getCustomer: [read(catalog)],
  putCustomer: putEntry,
  listEmployees: [list('table', catalog)],
  getEmployee: [read(catalog)],
  putEmployee: putEntry,
  listServices: [list('table', catalog)],
  getService: [read(catalog)],
  putService: putEntry,
  listLaboratories: [list('table', catalog), read(profiles)],
  getLaboratory: [read(catalog, profiles)],
  putLaboratory: [read(catalog, profiles), write(catalog)],
  getSettings: [read(catalog)],
  putSettings: [...putEntry, list('table', catalog)],
  getLabProfile: [read(profiles)],
  putLabProfile: [read(profiles), write(profiles)],
  getLabFeed: hearing.laboratory.feed,
  listLabOrders: [list('byLaboratory', indexRanges.byLaboratory('*', '*').partition)],
  getLabOrder: [read(orders, catalog), write(histories)],
  printLabOrder: [
    read(orders, catalog, documents),
    write(documents, histories),
    { on: 'files', actions: ['s3:GetObject', 's3:PutObject'] },
  ],
  acceptOrder: changeOrder,
  returnOrder: changeOrder,
  holdOrder: changeOrder,
  produceOrder: changeOrder,
  shipOrder: changeOrder,
  reopenLabOrder: changeOrder,
  getLabDocument: [read(orders, catalog, documents), write(histories), { on: 'files', actions: ['s3:GetObject'] }],
  listLabMessages: [read(orders, catalog), list('table', threads)],
  addLabMessage: [read(orders, catalog), ...writeMessage],
  listLabSubscriptions: hearing.laboratory.list,
  getLabSubscription: hearing.laboratory.get,
  putLabSubscription: hearing.laboratory.put,
  deleteLabSubscription: hearing.laboratory.remove,
  testLabSubscription: hearing.laboratory.test,
  listLabDeliveries: hearing.laboratory.deliveries,
  replayLabDeliveries: hearing.laboratory.replay,
  getFeed: hearing.tenant.feed,
  listSubscriptions: hearing.tenant.list,
  getSubscription: hearing.tenant.get,
  putSubscription: hearing.tenant.put,
  deleteSubscription: hearing.tenant.remove,
  testSubscription: hearing.tenant.test,
  listDeliveries: hearing.tenant.deliveries,
  replayDeliveries: hearing.tenant.replay,
  unknownRoute: [],
  addClaims: [{ on: 'table', actions: ['dynamodb:GetItem'], keys: [keys.user('*').PK, keys.client('*').PK] }],
  announce: [
    ...announcing,
    {
      on: 'stream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    },
    { on: 'retryQueue', actions: ['sqs:SendMessage'] },
    { on: 'stranded', actions: ['sqs:SendMessage'] },
  ],
  announceAgain: [
    ...announcing,
    read(orders, threads),
    { on: 'retryQueue', actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'] },
  ],
  deliverWebhook: [
    read(...bothSides('subscriptions', 'deliveries', 'counters', 'feeds')),
    list('table', ...bothSides('subscriptions', 'feeds')),
    write(...bothSides('deliveries')),
    update(...bothSides('subscriptions', 'deliveries')),
    { on: 'table', actions: ['dynamodb:ConditionCheckItem'], keys: bothSides('counters') },
    {
      on: 'deliveryQueue',
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
    },
  ],
};
