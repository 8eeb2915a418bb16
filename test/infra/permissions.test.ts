import { readFileSync } from 'node:fs';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { routes } from '#functions/routes.ts';
import { indexes } from '#functions/store/table.ts';
import { OrderDesk } from '#infra/main.ts';
import type { OrderData } from '#infra/order-data.ts';
import { OrderFunction } from '#infra/order-function.ts';
import { permissions } from '#infra/permissions.ts';

type Condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': string[] } };
type Statement = { Effect: string; Action: string | string[]; Resource: unknown; Condition?: Condition };
type Properties = {
  Role: { 'Fn::GetAtt': [string, string] };
  ManagedPolicyArns?: { Ref: string }[];
  PolicyDocument: { Statement: Statement[] };
  Roles?: { Ref: string }[];
  Policies?: unknown;
};

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true } });
const desk = new OrderDesk(app, 'dev');
const resources: Record<string, { Type: string; Properties: Properties }> = Object.assign(
  {},
  ...desk.synth().stacks.map(({ template }) => template.Resources),
);
const functions = desk.node.findAll().filter((construct) => construct instanceof OrderFunction);
const data = desk.node.findChild('OrderData') as OrderData;

const list = <T>(value: T | T[]) => [value].flat() as T[];

/** Every right of a statement as a sentence: `dynamodb:PutItem on table of T#*#O#*`. */
function sentences({ Action, Resource, Condition }: Statement, names: Map<string, string>): string[] {
  const keys = Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'];
  const of = keys ? ` of ${keys.join(' ')}` : '';
  return list(Resource).flatMap((resource) => {
    const on = JSON.stringify(resource);
    return list(Action).map((action) => `${action} on ${names.get(on) ?? on}${of}`);
  });
}

/** All that a function may do, wherever in the templates its role is given a right. */
function rightsOf(lambda: OrderFunction): string[] {
  const stack = Stack.of(lambda);
  const arns = {
    table: data.table.tableArn,
    ...Object.fromEntries(indexes.map((index) => [index, `${data.table.tableArn}/index/${index}`])),
    stream: data.stream,
    files: data.files.arnForObjects('*'),
    bus: data.bus.eventBusArn,
    retryQueue: data.retryQueue.queueArn,
    deadLetters: data.deadLetters.queueArn,
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
const sendOrder = ['dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG L#*', 'dynamodb:PutItem on table of T#*#O#*'];
const readOrder = ['dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG'];
const listEntries = ['dynamodb:Query on table of T#*#CATALOG'];
const putEntry = ['dynamodb:BatchGetItem on table of T#*#CATALOG', 'dynamodb:PutItem on table of T#*#CATALOG'];
const announcing = [
  'dynamodb:GetItem on table of L#*',
  'dynamodb:PutItem on table of T#*#O#* L#*#FEED',
  'dynamodb:UpdateItem on table of L#*',
  'events:PutEvents on bus',
];

/** Written out a second time on purpose: a right added to permissions.ts is added here too, or this test fails. */
const allowed: Record<string, string[]> = {
  createOrder: sendOrder,
  listOrders: [
    'dynamodb:GetItem on table of T#*#O#*',
    'dynamodb:Query on byCustomer of T#*#C#*',
    'dynamodb:Query on byPatient of T#*#PATIENT',
    'dynamodb:Query on byStatus of T#*#*',
  ],
  getOrder: readOrder,
  editOrder: changeOrder,
  changeCustomer: changeOrder,
  planWork: changeOrder,
  editWorkPlan: changeOrder,
  getPayroll: readOrder,
  addPayrollRecord: changeOrder,
  removePayrollRecord: changeOrder,
  finalizePayroll: changeOrder,
  setDiscount: changeOrder,
  printOrder: [...changeOrder, 's3:GetObject on files', 's3:PutObject on files'],
  getDocument: [...readOrder, 's3:GetObject on files'],
  copyOrder: changeOrder,
  cancelOrder: changeOrder,
  publishOrder: sendOrder,
  getHistory: [...readOrder, 'dynamodb:Query on table of T#*#O#*'],
  listCustomers: listEntries,
  putCustomer: putEntry,
  listEmployees: listEntries,
  putEmployee: putEntry,
  listServices: listEntries,
  putService: putEntry,
  listLaboratories: listEntries,
  putLaboratory: ['dynamodb:BatchGetItem on table of T#*#CATALOG L#*', 'dynamodb:PutItem on table of T#*#CATALOG'],
  getSettings: ['dynamodb:BatchGetItem on table of T#*#CATALOG'],
  putSettings: [...putEntry, ...listEntries],
  getLabProfile: ['dynamodb:Query on table of L#*'],
  putLabProfile: ['dynamodb:PutItem on table of L#*', 'dynamodb:Query on table of L#*'],
  getLabFeed: ['dynamodb:BatchGetItem on table of L#*', 'dynamodb:Query on table of L#*#FEED'],
  getLabOrder: ['dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG L#*', 'dynamodb:PutItem on table of T#*#O#*'],
  printLabOrder: [
    'dynamodb:BatchGetItem on table of T#*#O#* T#*#CATALOG L#*',
    'dynamodb:PutItem on table of T#*#O#*',
    's3:GetObject on files',
    's3:PutObject on files',
  ],
  listSubscriptions: ['dynamodb:Query on table of L#*'],
  putSubscription: ['dynamodb:PutItem on table of L#*', 'dynamodb:Query on table of L#*'],
  deleteSubscription: ['dynamodb:DeleteItem on table of L#*'],
  testSubscription: ['dynamodb:PutItem on table of L#*', 'dynamodb:Query on table of L#*'],
  listDeliveries: ['dynamodb:Query on table of L#*'],
  replayDeliveries: [
    'dynamodb:BatchGetItem on table of L#*',
    'dynamodb:PutItem on table of L#*',
    'dynamodb:Query on table of L#*',
    'sqs:SendMessage on deliveryQueue',
  ],
  unknownRoute: [],
  announce: [
    ...announcing,
    'dynamodb:DescribeStream on stream',
    'dynamodb:GetRecords on stream',
    'dynamodb:GetShardIterator on stream',
    'dynamodb:ListStreams on stream',
    'sqs:SendMessage on deadLetters',
    'sqs:SendMessage on retryQueue',
  ],
  announceAgain: [
    ...announcing,
    'dynamodb:BatchGetItem on table of T#*#O#*',
    'sqs:DeleteMessage on retryQueue',
    'sqs:GetQueueAttributes on retryQueue',
    'sqs:ReceiveMessage on retryQueue',
  ],
  deliverWebhook: [
    'dynamodb:BatchGetItem on table of L#*',
    'dynamodb:PutItem on table of L#*',
    'dynamodb:Query on table of L#*',
    'sqs:ChangeMessageVisibility on deliveryQueue',
    'sqs:DeleteMessage on deliveryQueue',
    'sqs:GetQueueAttributes on deliveryQueue',
    'sqs:ReceiveMessage on deliveryQueue',
    'sqs:SendMessage on deliveryQueue',
  ],
};

describe('rights', () => {
  test('have a row for every function, and a function for every row', () => {
    const names = [...Object.keys(routes), 'unknownRoute', 'announce', 'announceAgain', 'deliverWebhook'];
    expect(Object.keys(permissions).sort()).toEqual(names.sort());
    expect(functions.map(({ node }) => node.id).sort()).toEqual(names);
    expect(Object.keys(allowed).sort()).toEqual(names);
  });

  test.each(functions.map((lambda) => [lambda.node.id, lambda] as const))(
    'of %s are exactly its row',
    (name, lambda) => {
      expect(rightsOf(lambda)).toEqual([...log, ...(allowed[name] ?? [])].sort());
    },
  );

  test('have no action with a star, no Scan, no PartiQL, and none on everything', () => {
    const statements = Object.values(resources)
      .flatMap(({ Properties }) => Properties?.PolicyDocument?.Statement ?? [])
      .filter(({ Effect }) => Effect === 'Allow');
    expect(statements.length).toBeGreaterThanOrEqual(functions.length);
    for (const { Action, Resource } of statements) {
      for (const action of list(Action)) expect(action).not.toMatch(/\*|Scan|PartiQL/);
      expect(list(Resource)).not.toContain('*');
    }
  });
});
