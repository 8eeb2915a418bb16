import { type CfnElement, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { routes } from '#functions/contract/routes.ts';
import { indexes } from '#functions/store/table.ts';
import type { OrderDesk } from '#infra/main.ts';
import { permissions } from '#infra/rights/permissions.ts';
import { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';
import { newDesk, templatesOf } from '#test/support/stacks.ts';

type Condition = {
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': string[] };
  'ForAllValues:StringEquals'?: { 'dynamodb:Attributes': string[] };
  StringEqualsIfExists?: object;
};
type Statement = { Effect: string; Action: string | string[]; Resource: unknown; Condition?: Condition };
type Properties = {
  Role: { 'Fn::GetAtt': [string, string] };
  ManagedPolicyArns?: { Ref: string }[];
  PolicyDocument: { Statement: Statement[] };
  AssumeRolePolicyDocument: { Statement: object[] };
  Roles?: { Ref: string }[];
  Policies?: unknown;
};

type Resources = Record<string, { Type: string; Properties: Properties }>;

const resourcesOf = (desk: OrderDesk): Resources =>
  Object.assign({}, ...Object.values(templatesOf(desk).all).map((template) => template.toJSON()['Resources']));

const functionsOf = (desk: OrderDesk) => desk.node.findAll().filter((construct) => construct instanceof OrderFunction);

const desk = newDesk();
const resources = resourcesOf(desk);
const functions = functionsOf(desk);

const list = <T>(value: T | T[]) => [value].flat() as T[];

/** The rights of a statement, each as a sentence: `dynamodb:PutItem on table of T#*#O#*`. */
function sentences({ Action, Resource, Condition }: Statement, names: Map<string, string>): string[] {
  const keys = Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'];
  const only = Condition?.['ForAllValues:StringEquals']?.['dynamodb:Attributes'];
  // Without this, a request that names no attributes would get whole items.
  if (only)
    expect(Condition?.StringEqualsIfExists).toEqual({
      'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',
      'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'],
    });
  const of = `${keys ? ` of ${keys.join(' ')}` : ''}${only ? `, only ${only.join(' ')}` : ''}`;
  return list(Resource).flatMap((resource) => {
    const on = JSON.stringify(resource);
    return list(Action).map((action) => `${action} on ${names.get(on) ?? on}${of}`);
  });
}

/** All rights of a function, from every policy in the templates that is attached to its role. */
function rightsOf(lambda: OrderFunction, resources: Resources): string[] {
  const stack = Stack.of(lambda);
  const data = lambda.node.root.node.findAll().find((construct) => construct instanceof OrderData);
  if (!data) throw new Error('There is no data.');
  const arns = {
    table: data.table.tableArn,
    ...Object.fromEntries(indexes.map((index) => [index, `${data.table.tableArn}/index/${index}`])),
    stream: data.stream,
    files: data.files.arnForObjects('*'),
    bus: data.bus.eventBusArn,
    retryQueue: data.retryQueue.queueArn,
    stranded: data.stranded.queueArn,
    deliveryQueue: data.deliveryQueue.queueArn,
    'its log': lambda.logGroup.logGroupArn,
  };
  const names = new Map(Object.entries(arns).map(([name, arn]) => [JSON.stringify(stack.resolve(arn)), name]));
  const lambdaId = stack.getLogicalId(lambda.node.defaultChild as CfnElement);
  const [roleId] = resources[lambdaId]?.Properties.Role['Fn::GetAtt'] ?? [];
  const role = resources[roleId ?? '']?.Properties;
  expect(role?.Policies).toBeUndefined();
  expect(role?.ManagedPolicyArns).toEqual([{ Ref: expect.any(String) }]);
  const policies = Object.entries(resources).filter(
    ([id, { Properties }]) =>
      role?.ManagedPolicyArns?.some(({ Ref }) => Ref === id) || Properties?.Roles?.some(({ Ref }) => Ref === roleId),
  );
  return policies
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    .flatMap((statement) => sentences(statement, names))
    .sort();
}

const log = ['logs:CreateLogStream on its log', 'logs:PutLogEvents on its log'];
const changeOrder = ['dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG', 'dynamodb:PutItem on table of T#*#O#*'];
const addressOrder = [
  'dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG L#*#PROFILE',
  'dynamodb:PutItem on table of T#*#O#*',
];
const readOrder = ['dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG'];
const listEntries = ['dynamodb:Query on table of T#*#CATALOG'];
const putEntry = ['dynamodb:BatchGetItem on table of T#*#CATALOG', 'dynamodb:PutItem on table of T#*#CATALOG'];
const writeMessage = ['dynamodb:PutItem on table of T#*#M#*', 'dynamodb:Query on table of T#*#M#*'];
const announcing = [
  'dynamodb:GetItem on table of L#*#SEQUENCE T#*#SEQUENCE, only PK SK last',
  'dynamodb:PutItem on table of T#*#H#* L#*#FEED T#*#FEED',
  'dynamodb:UpdateItem on table of L#*#SEQUENCE T#*#SEQUENCE, only PK SK last',
  'events:PutEvents on bus',
];

/** The attributes of a list row, and the schema number. */
const row =
  'number status statusSince source customerId customer clinic laboratoryId patient toothNotation servicesInBrief missing dueDate createdAt publishedAt sinceSent schema';

/** The expected rights. They repeat permissions.ts on purpose: a right must be added in both places. */
const allowed: Record<string, string[]> = {
  createOrder: addressOrder,
  listOrders: [
    `dynamodb:BatchGetItem on table of T#*#O#*, only PK SK ${row} byPatientSK`,
    `dynamodb:GetItem on table of T#*#O#*, only PK SK ${row} byPatientSK`,
    'dynamodb:Query on byAnswer of T#*#ANSWER',
    'dynamodb:Query on byCustomer of T#*#C#*',
    'dynamodb:Query on byCustomerDue of T#*#C#*#*',
    'dynamodb:Query on byDue of T#*#*',
    'dynamodb:Query on byPatient of T#*#PATIENT',
    'dynamodb:Query on byStatus of T#*#*',
  ],
  getOrder: readOrder,
  editOrder: addressOrder,
  changeCustomer: changeOrder,
  planWork: changeOrder,
  editWorkPlan: changeOrder,
  getPayroll: readOrder,
  addPayrollRecord: changeOrder,
  removePayrollRecord: changeOrder,
  finalizePayroll: changeOrder,
  setDiscount: changeOrder,
  printOrder: [
    'dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG T#*#P#*',
    'dynamodb:PutItem on table of T#*#P#* T#*#H#*',
    's3:GetObject on files',
    's3:PutObject on files',
  ],
  getDocument: ['dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG T#*#P#*', 's3:GetObject on files'],
  copyOrder: addressOrder,
  cancelOrder: changeOrder,
  withdrawOrder: changeOrder,
  receiveOrder: changeOrder,
  reopenOrder: changeOrder,
  changeDueDate: changeOrder,
  markTask: changeOrder,
  acceptOrder: changeOrder,
  returnOrder: changeOrder,
  holdOrder: changeOrder,
  produceOrder: changeOrder,
  shipOrder: changeOrder,
  reopenLabOrder: changeOrder,
  publishOrder: addressOrder,
  getHistory: [...readOrder, 'dynamodb:Query on table of T#*#H#*'],
  listMessages: [...readOrder, 'dynamodb:Query on table of T#*#M#*'],
  addMessage: [...readOrder, 'dynamodb:DeleteItem on table of T#*#M#*', ...writeMessage],
  listCustomers: listEntries,
  getCustomer: ['dynamodb:BatchGetItem on table of T#*#CATALOG'],
  putCustomer: putEntry,
  listEmployees: listEntries,
  getEmployee: ['dynamodb:BatchGetItem on table of T#*#CATALOG'],
  putEmployee: putEntry,
  listServices: listEntries,
  getService: ['dynamodb:BatchGetItem on table of T#*#CATALOG'],
  putService: putEntry,
  listLaboratories: ['dynamodb:BatchGetItem on table of L#*#PROFILE', ...listEntries],
  getLaboratory: ['dynamodb:BatchGetItem on table of T#*#CATALOG L#*#PROFILE'],
  putLaboratory: [
    'dynamodb:BatchGetItem on table of T#*#CATALOG L#*#PROFILE',
    'dynamodb:PutItem on table of T#*#CATALOG',
  ],
  getSettings: ['dynamodb:BatchGetItem on table of T#*#CATALOG'],
  putSettings: [...putEntry, ...listEntries],
  getLabProfile: ['dynamodb:BatchGetItem on table of L#*#PROFILE'],
  putLabProfile: ['dynamodb:BatchGetItem on table of L#*#PROFILE', 'dynamodb:PutItem on table of L#*#PROFILE'],
  getLabFeed: ['dynamodb:BatchGetItem on table of L#*#SEQUENCE L#*#FEED', 'dynamodb:Query on table of L#*#FEED'],
  listLabOrders: ['dynamodb:Query on byLaboratory of L#*#*'],
  getLabOrder: [...readOrder, 'dynamodb:PutItem on table of T#*#H#*'],
  printLabOrder: [
    'dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG T#*#P#*',
    'dynamodb:PutItem on table of T#*#P#* T#*#H#*',
    's3:GetObject on files',
    's3:PutObject on files',
  ],
  getLabDocument: [
    'dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG T#*#P#*',
    'dynamodb:PutItem on table of T#*#H#*',
    's3:GetObject on files',
  ],
  listLabMessages: [...readOrder, 'dynamodb:Query on table of T#*#M#*'],
  addLabMessage: [...readOrder, ...writeMessage],
  listLabSubscriptions: ['dynamodb:Query on table of L#*#SUBSCRIPTIONS'],
  getLabSubscription: ['dynamodb:BatchGetItem on table of L#*#SUBSCRIPTIONS'],
  putLabSubscription: [
    'dynamodb:Query on table of L#*#SUBSCRIPTIONS',
    'dynamodb:UpdateItem on table of L#*#SUBSCRIPTIONS',
  ],
  deleteLabSubscription: ['dynamodb:DeleteItem on table of L#*#SUBSCRIPTIONS'],
  testLabSubscription: ['dynamodb:BatchGetItem on table of L#*#SUBSCRIPTIONS', 'dynamodb:PutItem on table of L#*#D#*'],
  listLabDeliveries: ['dynamodb:BatchGetItem on table of L#*#SUBSCRIPTIONS', 'dynamodb:Query on table of L#*#D#*'],
  replayLabDeliveries: [
    'dynamodb:BatchGetItem on table of L#*#SEQUENCE L#*#FEED L#*#SUBSCRIPTIONS L#*#D#*',
    'dynamodb:Query on table of L#*#FEED',
    'dynamodb:UpdateItem on table of L#*#SUBSCRIPTIONS',
    'sqs:SendMessage on deliveryQueue',
  ],
  getFeed: ['dynamodb:BatchGetItem on table of T#*#SEQUENCE T#*#FEED', 'dynamodb:Query on table of T#*#FEED'],
  listSubscriptions: ['dynamodb:Query on table of T#*#SUBSCRIPTIONS'],
  getSubscription: ['dynamodb:BatchGetItem on table of T#*#SUBSCRIPTIONS'],
  putSubscription: [
    'dynamodb:Query on table of T#*#SUBSCRIPTIONS',
    'dynamodb:UpdateItem on table of T#*#SUBSCRIPTIONS',
  ],
  deleteSubscription: ['dynamodb:DeleteItem on table of T#*#SUBSCRIPTIONS'],
  testSubscription: ['dynamodb:BatchGetItem on table of T#*#SUBSCRIPTIONS', 'dynamodb:PutItem on table of T#*#D#*'],
  listDeliveries: ['dynamodb:BatchGetItem on table of T#*#SUBSCRIPTIONS', 'dynamodb:Query on table of T#*#D#*'],
  replayDeliveries: [
    'dynamodb:BatchGetItem on table of T#*#SEQUENCE T#*#FEED T#*#SUBSCRIPTIONS T#*#D#*',
    'dynamodb:Query on table of T#*#FEED',
    'dynamodb:UpdateItem on table of T#*#SUBSCRIPTIONS',
    'sqs:SendMessage on deliveryQueue',
  ],
  unknownRoute: [],
  addClaims: ['dynamodb:GetItem on table of USER#* CLIENT#*'],
  announce: [
    ...announcing,
    'dynamodb:DescribeStream on stream',
    'dynamodb:GetRecords on stream',
    'dynamodb:GetShardIterator on stream',
    'dynamodb:ListStreams on stream',
    'sqs:SendMessage on stranded',
    'sqs:SendMessage on retryQueue',
  ],
  announceAgain: [
    ...announcing,
    'dynamodb:BatchGetItem on table of T#*#O#* T#*#M#*',
    'sqs:DeleteMessage on retryQueue',
    'sqs:GetQueueAttributes on retryQueue',
    'sqs:ReceiveMessage on retryQueue',
  ],
  deliverWebhook: [
    'dynamodb:BatchGetItem on table of L#*#SUBSCRIPTIONS T#*#SUBSCRIPTIONS L#*#D#* T#*#D#* L#*#SEQUENCE T#*#SEQUENCE L#*#FEED T#*#FEED',
    'dynamodb:ConditionCheckItem on table of L#*#SEQUENCE T#*#SEQUENCE',
    'dynamodb:PutItem on table of L#*#D#* T#*#D#*',
    'dynamodb:Query on table of L#*#SUBSCRIPTIONS T#*#SUBSCRIPTIONS L#*#FEED T#*#FEED',
    'dynamodb:UpdateItem on table of L#*#SUBSCRIPTIONS T#*#SUBSCRIPTIONS L#*#D#* T#*#D#*',
    'sqs:DeleteMessage on deliveryQueue',
    'sqs:GetQueueAttributes on deliveryQueue',
    'sqs:ReceiveMessage on deliveryQueue',
    'sqs:SendMessage on deliveryQueue',
  ],
};

/** Rights that are too wide: an action with `*`, Scan, PartiQL, or the resource `*`. */
function tooWide(resources: Resources): string[] {
  return Object.values(resources)
    .flatMap(({ Properties }) => Properties?.PolicyDocument?.Statement ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) => [
      ...list(Action).filter((action) => /\*|Scan|PartiQL/.test(action)),
      ...list(Resource)
        .map((resource) => JSON.stringify(resource))
        .filter((resource) => resource === '"*"'),
    ]);
}

describe('rights', () => {
  test('have a row for every function, and a function for every row', () => {
    const names = [...Object.keys(routes), 'unknownRoute', 'addClaims', 'announce', 'announceAgain', 'deliverWebhook'];
    expect(Object.keys(permissions).sort()).toEqual(names.sort());
    expect(functions.map(({ node }) => node.id).sort()).toEqual(names);
    expect(Object.keys(allowed).sort()).toEqual(names);
  });

  test.each(functions.map((lambda) => [lambda.node.id, lambda] as const))(
    'of %s are exactly its row',
    (name, lambda) => {
      expect(rightsOf(lambda, resources)).toEqual([...log, ...(allowed[name] ?? [])].sort());
    },
  );

  test('have no action with *, no Scan, no PartiQL, and not the resource *', () => {
    expect(tooWide(resources)).toEqual([]);
  });

  test('belong to roles that only Lambda can assume', () => {
    for (const lambda of functions) {
      const lambdaId = Stack.of(lambda).getLogicalId(lambda.node.defaultChild as CfnElement);
      const [roleId = ''] = resources[lambdaId]?.Properties.Role['Fn::GetAtt'] ?? [];
      expect(resources[roleId]?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
      ]);
    }
  });

  test('let only addClaims read the grants of users and clients, and no function write them', () => {
    const reaching = Object.entries(allowed).filter(([, rights]) => rights.some((right) => /USER|CLIENT/.test(right)));
    expect(reaching).toEqual([['addClaims', ['dynamodb:GetItem on table of USER#* CLIENT#*']]]);
  });
});

describe('a planted fault is found:', () => {
  const find = (desk: OrderDesk, name: string) => functionsOf(desk).find(({ node }) => node.id === name);

  test('a right that a construct grants does not get into the role', () => {
    const planted = newDesk();
    const lambda = find(planted, 'listOrders');
    if (!lambda) throw new Error('There is no such function.');
    lambda.addToRolePolicy(
      new PolicyStatement({ actions: ['dynamodb:DeleteItem'], resources: ['arn:aws:dynamodb:x'] }),
    );
    expect(rightsOf(lambda, resourcesOf(planted))).toEqual([...log, ...(allowed['listOrders'] ?? [])].sort());
  });

  test('a right in a template that is not in permissions.ts', () => {
    const lambda = find(desk, 'listOrders');
    if (!lambda) throw new Error('There is no such function.');
    const template = structuredClone(resources);
    const [policy] = Object.entries(template).filter(([id]) => id.startsWith('listOrdersRights'));
    policy?.[1].Properties.PolicyDocument.Statement.push({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'x' });
    expect(rightsOf(lambda, template)).toContain('sqs:SendMessage on "x"');
  });

  test.each([
    ['dynamodb:*', 'dynamodb:*', 'x'],
    ['dynamodb:Scan', 'dynamodb:Scan', 'x'],
    ['dynamodb:PartiQLSelect', 'dynamodb:PartiQLSelect', 'x'],
    ['"*"', 's3:GetObject', '*'],
  ])('%s', (found, Action, Resource) => {
    const template = structuredClone(resources);
    const [policy] = Object.entries(template).filter(([id]) => id.startsWith('listOrdersRights'));
    policy?.[1].Properties.PolicyDocument.Statement.push({ Effect: 'Allow', Action, Resource });
    expect(tooWide(template)).toEqual([found]);
  });

  test('a function without a row in permissions.ts cannot be made', () => {
    const planted = newDesk();
    const data = planted.node.findChild('OrderData') as OrderData;
    const file = 'functions/orders/get-order.ts';
    const api = planted.node.findChild('OrderApi');
    expect(() => new OrderFunction(api, 'eraseOrder', { file, data, description: 'Erase.' })).toThrow(
      'The function eraseOrder has no row in permissions.ts.',
    );
  });
});
