import type { RouteName } from '#functions/routes.ts';
import { counter, filing, type Index, keys, questions } from '#functions/store/table.ts';

/** Every function there is: one a route, and those beside the routes. */
export type FunctionName = RouteName | 'unknownRoute' | 'addClaims' | 'announce' | 'announceAgain' | 'deliverWebhook';

type ItemAction = 'BatchGetItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';
type StreamAction = 'DescribeStream' | 'GetRecords' | 'GetShardIterator' | 'ListStreams';
type FileAction = 'GetObject' | 'PutObject';
type QueueAction =
  | 'ChangeMessageVisibility'
  | 'DeleteMessage'
  | 'GetQueueAttributes'
  | 'ReceiveMessage'
  | 'SendMessage';

/**
 * One right: these actions on this resource and, in the table, only on items whose partition key fits one of the
 * patterns, and only these attributes of them where any are named, beside the key.
 */
export type Right =
  | { on: 'table' | Index; actions: `dynamodb:${ItemAction}`[]; keys: string[]; attributes?: string[] }
  | { on: 'stream'; actions: `dynamodb:${StreamAction}`[] }
  | { on: 'files'; actions: `s3:${FileAction}`[] }
  | { on: 'bus'; actions: 'events:PutEvents'[] }
  | { on: 'retryQueue' | 'stranded' | 'deliveryQueue'; actions: `sqs:${QueueAction}`[] };

// No id holds a '#', so each says which kind of item; a laboratory's takes its feed in. Who users and clients are, one function reads and none writes.
const orders = keys.order('*', '*').PK;
const catalog = keys.settings('*').PK;
const laboratories = keys.profile('*').PK;
const feeds = keys.feed('*', 0).PK;

const read = (...keys: string[]): Right => ({ on: 'table', actions: ['dynamodb:BatchGetItem'], keys });
const write = (...keys: string[]): Right => ({ on: 'table', actions: ['dynamodb:PutItem'], keys });
const list = (on: 'table' | Index, ...keys: string[]): Right => ({ on, actions: ['dynamodb:Query'], keys });

/** A change of an order reads it once, with what it needs of the catalogue, and writes it once. */
const changeOrder = [read(orders, catalog), write(orders)];
/** Sending one asks the laboratory's own profile, too. */
const sendOrder = [read(orders, catalog, laboratories), write(orders)];
const putEntry = [read(catalog), write(catalog)];

/** Both announcers count on in a laboratory, write history and feed, and tell the bus. */
const announcing: Right[] = [
  {
    on: 'table',
    actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    keys: [laboratories],
    attributes: [counter],
  },
  write(orders, feeds),
  { on: 'bus', actions: ['events:PutEvents'] },
];

/** What each function may do, and nothing else: a function without a row does not compile. */
export const permissions: Record<FunctionName, Right[]> = {
  createOrder: sendOrder,
  listOrders: [
    list('byStatus', questions.byStatus('*', '*').partition),
    list('byCustomer', questions.byCustomer('*', '*', '*').partition),
    list('byPatient', questions.byPatient('*', '').partition),
    { on: 'table', actions: ['dynamodb:GetItem'], keys: [orders], attributes: filing },
  ],
  getOrder: [read(orders, catalog)],
  editOrder: changeOrder,
  changeCustomer: changeOrder,
  planWork: changeOrder,
  editWorkPlan: changeOrder,
  getPayroll: [read(orders, catalog)],
  addPayrollRecord: changeOrder,
  removePayrollRecord: changeOrder,
  finalizePayroll: changeOrder,
  setDiscount: changeOrder,
  // Whoever signs a link lends it their own right to read.
  printOrder: [...changeOrder, { on: 'files', actions: ['s3:GetObject', 's3:PutObject'] }],
  getDocument: [read(orders, catalog), { on: 'files', actions: ['s3:GetObject'] }],
  copyOrder: changeOrder,
  cancelOrder: changeOrder,
  publishOrder: sendOrder,
  getHistory: [read(orders, catalog), list('table', orders)],
  listCustomers: [list('table', catalog)],
  putCustomer: putEntry,
  listEmployees: [list('table', catalog)],
  putEmployee: putEntry,
  listServices: [list('table', catalog)],
  putService: putEntry,
  listLaboratories: [list('table', catalog)],
  putLaboratory: [read(catalog, laboratories), write(catalog)],
  getSettings: [read(catalog)],
  putSettings: [...putEntry, list('table', catalog)],
  getLabProfile: [list('table', laboratories)],
  putLabProfile: [list('table', laboratories), write(laboratories)],
  getLabFeed: [read(laboratories), list('table', feeds)],
  getLabOrder: [read(orders, catalog, laboratories), write(orders)],
  printLabOrder: [
    read(orders, catalog, laboratories),
    write(orders),
    { on: 'files', actions: ['s3:GetObject', 's3:PutObject'] },
  ],
  listSubscriptions: [list('table', laboratories)],
  putSubscription: [list('table', laboratories), write(laboratories)],
  deleteSubscription: [{ on: 'table', actions: ['dynamodb:DeleteItem'], keys: [laboratories] }],
  testSubscription: [list('table', laboratories), write(laboratories)],
  listDeliveries: [list('table', laboratories)],
  replayDeliveries: [
    read(laboratories),
    list('table', laboratories),
    write(laboratories),
    { on: 'deliveryQueue', actions: ['sqs:SendMessage'] },
  ],
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
    read(orders),
    { on: 'retryQueue', actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'] },
  ],
  deliverWebhook: [
    read(laboratories),
    list('table', laboratories),
    write(laboratories),
    {
      on: 'deliveryQueue',
      actions: [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
    },
  ],
};
