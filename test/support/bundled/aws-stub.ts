import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { listen } from '#infra/local/machine/listening.ts';

/** A request to DynamoDB: its action and the JSON that was sent. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
export type Asked = { action: string; input: any };

type Item = Record<string, AttributeValue>;

const TableName = 'orders';

/**
 * Starts a server that plays all AWS services and a laboratory's endpoint at one URL: a table with these items, which
 * accepts every write, and success for every other request. `environment` has the variables of a function that uses it.
 */
export async function startStub(itemsAt: (url: string) => object[]) {
  const items: Item[] = [];
  const at = ({ PK, SK }: Item) => items.filter((item) => item['PK']?.S === PK?.S && item['SK']?.S === SK?.S);
  const answers: Record<string, (input: Asked['input']) => object> = {
    BatchGetItem: ({ RequestItems }) => ({ Responses: { [TableName]: RequestItems[TableName].Keys.flatMap(at) } }),
    GetItem: ({ Key }) => ({ Item: at(Key)[0] }),
    Query: ({ IndexName = '', ExpressionAttributeValues: values }) => {
      const [first, last] = [values[':first']?.S ?? '', values[':last']?.S ?? '~'];
      const asks = ({ [`${IndexName}PK`]: PK, [`${IndexName}SK`]: SK }: Item) =>
        PK?.S === values[':partition'].S && SK?.S !== undefined && first <= SK.S && SK.S <= last;
      return { Items: items.filter(asks) };
    },
  };
  let asked: Asked[] | undefined;
  const server = createServer(async (request, response) => {
    const [, action = ''] = String(request.headers['x-amz-target']).split('.');
    const input = action ? await json(request) : request.resume();
    if (action) asked?.push({ action, input });
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(action && JSON.stringify(answers[action]?.(input) ?? {}));
  });
  const url = await listen(server);
  items.push(...itemsAt(url).map((item): Item => marshall(item, { removeUndefinedValues: true })));
  const environment = {
    TABLE_NAME: TableName,
    BUCKET_NAME: 'files',
    FILES_URL: `${url}/files`,
    DELIVERY_QUEUE_URL: `${url}/queue`,
    DELIVERY_WAITS: '[5000]',
    PAGES_URL: url,
    WEBHOOKS_TO_THIS_MACHINE: 'yes',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_ENDPOINT_URL: url,
  };
  return {
    environment,
    /** The DynamoDB requests that come while `work` runs. */
    async askedBy(work: () => Promise<unknown>): Promise<Asked[]> {
      const noted: Asked[] = [];
      asked = noted;
      await work();
      asked = undefined;
      return noted;
    },
    [Symbol.dispose]: () => void server.close(),
  };
}
