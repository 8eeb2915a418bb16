/** A process that calls a bundled print function, plays its table and its bucket, and prints what it stored. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { marshall } from '@aws-sdk/util-dynamodb';
import { keys, orderSchema } from '#functions/store/table.ts';
import { manager, published } from '#test/support/printing/orders-to-print.ts';

const puts: { body: Buffer; sha256: string | undefined }[] = [];
const order = { ...published, ...keys.order('northside', published.number), schema: orderSchema };

const server = createServer(async (request, response) => {
  const body = await buffer(request);
  if (request.method === 'PUT') puts.push({ body, sha256: request.headers['x-amz-checksum-sha256'] as string });
  const [, action] = String(request.headers['x-amz-target']).split('.');
  const wanted =
    action === 'BatchGetItem' && body.includes('"ORDER"') ? [marshall(order, { removeUndefinedValues: true })] : [];
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  response.end(
    request.method === 'PUT' ? '' : JSON.stringify(action === 'BatchGetItem' ? { Responses: { orders: wanted } } : {}),
  );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const endpoint = `http://127.0.0.1:${typeof address === 'object' && address?.port}`;
Object.assign(process.env, {
  TABLE_NAME: 'orders',
  BUCKET_NAME: 'prints',
  FILES_URL: `${endpoint}/prints`,
  PAGES_URL: endpoint,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'a',
  AWS_SECRET_ACCESS_KEY: 'b',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_ENDPOINT_URL_S3: endpoint,
});

const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href);
const prints = [];
for (const kind of ['form', 'label']) {
  const { role, sub } = manager;
  const event = {
    headers: { 'content-type': 'application/json' },
    pathParameters: { number: published.number },
    rawQueryString: '',
    body: JSON.stringify({ kind }),
    isBase64Encoded: false,
    requestContext: {
      requestId: kind,
      http: { method: 'POST', path: `/v1/orders/${published.number}/print` },
      authorizer: { jwt: { claims: { role, sub, tenant_id: 'northside' } } },
    },
  };
  const { statusCode } = await handler(event, {});
  const put = puts.at(-1);
  const checksum =
    put?.sha256 ===
    createHash('sha256')
      .update(put?.body ?? '')
      .digest('base64');
  prints.push({ kind, status: statusCode, pdf: put?.body.subarray(0, 8).toString(), checksum });
}
server.close();
console.log(JSON.stringify(prints));
