import { envJsonToBruV2, jsonToBruV2, jsonToCollectionBru } from '@usebruno/lang';
import * as z from 'zod/mini';
import { scope } from '#functions/contract/route.ts';
import { openApi } from '#functions/description/openapi.ts';

/** The collection in docs/collection: the operations of the OpenAPI document as requests of Bruno, with its examples. */

/** The sequence in which a run of the whole collection is the story of an order: each request finds what it needs. */
export const story = [
  ...['getSettings', 'putSettings', 'listCustomers', 'getCustomer', 'putCustomer', 'listEmployees', 'getEmployee'],
  ...['putEmployee', 'listServices', 'getService', 'putService', 'listLaboratories', 'getLaboratory', 'putLaboratory'],
  ...['createOrder', 'listOrders', 'getOrder', 'editOrder', 'changeCustomer', 'setDiscount', 'printOrder'],
  ...['getDocument', 'publishOrder', 'changeDueDate', 'withdrawOrder', 'receiveOrder', 'reopenOrder', 'getHistory'],
  ...['copyOrder', 'cancelOrder', 'planWork', 'editWorkPlan', 'markTask', 'addPayrollRecord', 'getPayroll'],
  ...['removePayrollRecord', 'finalizePayroll', 'addMessage', 'listMessages', 'listLabMessages', 'addLabMessage'],
  ...['getLabProfile', 'putLabProfile', 'listLabOrders', 'getLabOrder', 'printLabOrder', 'getLabDocument'],
  ...['acceptOrder', 'holdOrder', 'produceOrder', 'shipOrder', 'reopenLabOrder', 'returnOrder'],
  ...['getLabFeed', 'putLabSubscription', 'listLabSubscriptions', 'getLabSubscription', 'testLabSubscription'],
  ...['replayLabDeliveries', 'listLabDeliveries', 'deleteLabSubscription'],
  ...['getFeed', 'putSubscription', 'listSubscriptions', 'getSubscription', 'testSubscription'],
  ...['replayDeliveries', 'listDeliveries', 'deleteSubscription'],
];

/**
 * What a reply with the order at hand tells the requests after it. A new order is the one at hand from then on. A laboratory
 * has versions of its own.
 */
const ofOrder = { version: 'res.body.version', status: 'res.body.status' };
const ofLabOrder = { laboratoryVersion: 'res.body.version' };
const ofPlan = { ...ofOrder, taskId: 'res.body.workPlan.tasks[0].taskId' };
const ofNewOrder = {
  ...ofOrder,
  number: 'res.body.number',
  tenantId: 'res.body.tenantId',
  line1: 'res.body.services[0].lineId',
  line2: 'res.body.services[1].lineId',
};
const ofDocument = { documentId: 'res.body.documentId' };

/** What replies tell, by operation. Other replies with an order tell its version. */
const told: Record<string, Record<string, string>> = {
  createOrder: { ...ofNewOrder, dueDate: 'res.body.proposedDueDate' },
  copyOrder: ofNewOrder,
  publishOrder: { ...ofOrder, published: 'res.body.number' },
  planWork: ofPlan,
  editWorkPlan: ofPlan,
  addPayrollRecord: { ...ofOrder, recordId: 'res.body.payroll.records[0].recordId' },
  printOrder: ofDocument,
  printLabOrder: ofDocument,
};

/**
 * Where a path names what earlier replies told, or what the environment chooses. A laboratory reads, and both write
 * about, what was published.
 */
const inPath = ['number', 'tenantId', 'recordId', 'documentId', 'taskId'];
const isOfLaboratory = (path: string) => path.startsWith('/v1/lab/');
const toldOf = (path: string) => (isOfLaboratory(path) ? ofLabOrder : ofOrder);
function pathValue(path: string, { name, example }: Parameter): string {
  if (name === 'number' && (isOfLaboratory(path) || path.endsWith('/messages'))) return '{{published}}';
  if (path.includes('/subscriptions/')) return '{{subscription}}';
  return inPath.includes(name) ? `{{${name}}}` : String(example);
}

/** What has to happen before a request: the order at hand may be one that was cancelled, or withdrawn, or never sent. */
const before: Record<string, string> = {
  changeDueDate: `const weekLater = new Date(Date.parse(bru.getVar('dueDate')) + 7 * 24 * 60 * 60 * 1000);
bru.setVar('laterDate', weekLater.toISOString().slice(0, 10));`,
  planWork: inCase('cancelled', 'copyOrder'),
  receiveOrder: inCase('draft', 'publishOrder'),
  markTask: inCase('draft', 'editOrder', 'publishOrder'),
};

/** A script that makes other requests first, if the order at hand has a status. */
function inCase(status: string, ...requests: string[]): string {
  const runs = requests.map((name) => `await bru.runRequest('Orders/${name}');`);
  return `if (bru.getVar('status') === '${status}') {\n  ${runs.join('\n  ')}\n}`;
}

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  example: z.optional(z.unknown()),
});
type Parameter = z.infer<typeof Parameter>;
const Example = z.object({ value: z.unknown() });
const Content = z.record(
  z.string(),
  z.object({ example: z.optional(z.unknown()), examples: z.optional(z.record(z.string(), Example)) }),
);
const Operation = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string(),
  parameters: z.array(Parameter),
  requestBody: z.optional(z.object({ content: Content })),
  responses: z.record(z.string(), z.object({ content: z.optional(Content) })),
});
type Operation = z.infer<typeof Operation>;
const Document = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});
const LinesAndDay = z.object({ services: z.array(z.object({ lineId: z.string() })), proposedDueDate: z.string() });
const Day = z.object({ dueDate: z.string() });

type Param = { type: 'path' | 'query'; name: string; value: string; enabled: boolean };

/** The files of the collection, by their paths in docs/. */
export function collectionFiles(): Record<string, string> {
  const { info, tags, paths } = Document.parse(openApi());
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const place = ({ operation }: { operation: Operation }) => story.indexOf(operation.operationId);
  const sorted = all.toSorted((one, other) => place(one) - place(other));
  const recorded = recordedValues(all.map(({ operation }) => operation));
  const folders = [...new Set(sorted.map(({ operation: { tags } }) => tags[0]))];
  const files: [name: string, text: string][] = [
    ['bruno.json', `${JSON.stringify({ version: '1', name: info.title, type: 'collection' }, null, 2)}\n`],
    ['collection.bru', jsonToCollectionBru({ auth: bearer('token'), docs: about(info.description) })],
    ['environments/local.bru', envJsonToBruV2({ variables: enabled(local) })],
    ['Tokens/folder.bru', jsonToCollectionBru({ meta: { name: 'Tokens', seq: 1 } })],
    ['Tokens/managerToken.bru', tokenRequest('managerToken', 'token', 'manager', 1)],
    ['Tokens/laboratoryToken.bru', tokenRequest('laboratoryToken', 'laboratoryToken', 'laboratory', 2)],
  ];
  for (const [index, name] of folders.entries())
    files.push([
      `${folderOf(name)}/folder.bru`,
      jsonToCollectionBru({
        meta: { name, seq: index + 2 },
        auth: { mode: 'inherit' },
        docs: tags.find((tag) => tag.name === name)?.description,
      }),
    ]);
  for (const [index, { path, method, operation }] of sorted.entries())
    files.push([
      `${folderOf(operation.tags[0])}/${operation.operationId}.bru`,
      requestOf(path, method, operation, index + 1, recorded),
    ]);
  return Object.fromEntries(files.map(([name, text]) => [`collection/${name}`, text]));
}

const about = (description: string) =>
  `${description}\n\nChoose the environment \`local\`, start the product (\`npm start\`), and run the folder \`Tokens\`. Run whole, the collection is the story of an order.`;

/** A folder on disk, whose name no system refuses. */
const folderOf = (tag: string) => tag.replace(':', '');

const bearer = (variable: string) => ({ mode: 'bearer', bearer: { token: `{{${variable}}}` } });

const enabled = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([name, value]) => ({ name, value, enabled: true }));

/** The environment of the local product, with its demo people. */
const local = {
  api: 'http://127.0.0.1:3000',
  tokenUrl: '{{api}}/oauth2/token',
  manager: 'northside-manager',
  laboratory: 'apex-lab',
  secret: 'demo-secret',
  subscription: 'mine',
  webhook: 'http://127.0.0.1:4000/',
};

const tokenRequest = (name: string, variable: string, client: string, seq: number) =>
  jsonToBruV2({
    meta: { name, type: 'http', seq },
    http: { method: 'post', url: '{{tokenUrl}}', body: 'formUrlEncoded', auth: 'none' },
    body: {
      formUrlEncoded: enabled({
        grant_type: 'client_credentials',
        client_id: `{{${client}}}`,
        client_secret: '{{secret}}',
        scope,
      }),
    },
    vars: { res: enabled({ [variable]: 'res.body.access_token' }) },
    assertions: enabled({ 'res.status': 'eq 200' }),
  });

/** The values in examples that are others in each run, with the variables that take their places. */
function recordedValues(all: Operation[]): Record<string, string> {
  const named = (name: string) => all.find(({ operationId }) => operationId === name);
  const [created, moved] = [named('createOrder'), named('changeDueDate')];
  const { services, proposedDueDate } = LinesAndDay.parse(created && replyOf(created));
  const { dueDate } = Day.parse(moved && bodyOf(moved));
  const lines = services.map(({ lineId }, index) => [lineId, `{{line${index + 1}}}`]);
  return Object.fromEntries([...lines, [proposedDueDate, '{{dueDate}}'], [dueDate, '{{laterDate}}']]);
}

/** The first example of a body; undefined where there is none to send. */
function bodyOf({ requestBody }: Operation): unknown {
  const [content] = Object.values(requestBody?.content ?? {});
  const [first] = Object.values(content?.examples ?? {});
  return first ? first.value : content?.example;
}

const successesOf = ({ responses }: Operation) => Object.keys(responses).filter((status) => status < '300');

/** The example of a success. */
const replyOf = (operation: Operation): unknown =>
  successesOf(operation)
    .flatMap((status) => Object.values(operation.responses[status]?.content ?? {}))
    .find(({ example }) => example !== undefined)?.example;

function requestOf(path: string, method: string, operation: Operation, seq: number, recorded: Record<string, string>) {
  const { operationId, summary, description, parameters } = operation;
  const params = parameters.flatMap((parameter) => paramsOf(path, parameter));
  const query = params.filter(({ type, enabled }) => type === 'query' && enabled);
  const search = query.map(({ name, value }) => `${name}=${value}`).join('&');
  const url = `{{api}}${path.replaceAll(/{(\w+)}/g, ':$1')}${search && `?${search}`}`;
  const isOrder = z.object({ number: z.string(), version: z.int() }).safeParse(replyOf(operation)).success;
  return jsonToBruV2({
    meta: { name: operationId, type: 'http', seq },
    http: {
      method,
      url,
      body: operation.requestBody ? 'json' : 'none',
      auth: isOfLaboratory(path) ? 'bearer' : 'inherit',
    },
    ...(isOfLaboratory(path) && { auth: bearer('laboratoryToken') }),
    params,
    headers: parameters.flatMap((parameter) => headerOf(path, parameter)),
    ...(operation.requestBody && { body: { json: withVariables(bodyOf(operation), recorded) } }),
    ...(before[operationId] && { script: { req: before[operationId] } }),
    vars: { res: enabled(told[operationId] ?? (isOrder ? toldOf(path) : {})) },
    assertions: enabled({ 'res.status': `in [${successesOf(operation).join(', ')}]` }),
    docs: `${summary}\n\n${description}`,
  });
}

/** A parameter without an example is there to be switched on. */
function paramsOf(path: string, parameter: Parameter): Param[] {
  const { name, in: type, example } = parameter;
  if (type === 'header') return [];
  if (type === 'path') return [{ type, name, value: pathValue(path, parameter), enabled: true }];
  const values = Array.isArray(example) ? example : [example];
  return values.map((value) => ({ type, name, value: String(value ?? ''), enabled: value !== undefined }));
}

/** Only a change of an order needs a header: the version that was read. The others are there to be switched on. */
function headerOf(path: string, { name, in: where, example }: Parameter) {
  if (where !== 'header') return [];
  const isNeeded = name === 'If-Match' && path.includes('{number}');
  const read = isOfLaboratory(path) ? '"{{laboratoryVersion}}"' : '"{{version}}"';
  return [{ name, value: isNeeded ? read : String(example ?? headerValues[name] ?? ''), enabled: isNeeded }];
}

const headerValues: Record<string, string> = {
  'Accept-Language': 'de',
  'Idempotency-Key': '{{$guid}}',
  'If-None-Match': '"1"',
  'If-Match': '"1"',
  Prefer: 'return=minimal',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

function withVariables(example: unknown, recorded: Record<string, string>): string {
  const asSent = (_: string, value: unknown) => (typeof value === 'string' && recorded[value]) || value;
  return JSON.stringify(example, asSent, 2).replace(/https:\/\/(?:laboratory|clinic)\.example\/\w+/, '{{webhook}}');
}
