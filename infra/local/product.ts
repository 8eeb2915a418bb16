import type { ServerResponse } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RouteName } from '#functions/contract/routes.ts';
import { knownPaths } from '#functions/contract/routes.ts';
import { demoPeople, demoSecret, toDemoPerson } from '#infra/local/demo/people.ts';
import { seed } from '#infra/local/demo/seed.ts';
import { type DataDir, type Kept, opened } from '#infra/local/machine/data-dir.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { startBus } from '#infra/local/parts/bus.ts';
import { openCheckpoint } from '#infra/local/parts/checkpoint.ts';
import { createTable, startDynamoDb } from '#infra/local/parts/dynamodb.ts';
import { startFiles } from '#infra/local/parts/files.ts';
import { loadFunctions } from '#infra/local/parts/functions.ts';
import { startGateway } from '#infra/local/parts/gateway.ts';
import { createIssuer, issuerPaths } from '#infra/local/parts/issuer.ts';
import { pageRoutes } from '#infra/local/parts/pages.ts';
import { followDeliveries, pollQueue, sendEvents, startQueues } from '#infra/local/parts/queue.ts';
import { followStream } from '#infra/local/parts/stream.ts';
import { printRoutes } from '#infra/stacks/printing.ts';

export type Product = {
  url: string;
  tableName: string;
  dynamodbEndpoint: string;
  /** Resolves with the reason if a part ends without having been stopped. */
  crashed: Promise<Error>;
  stop: () => Promise<void>;
};

type Options = {
  /** 0 picks a free port. */
  port: number;
  /** The directory that keeps all data between runs. Without it, data is kept in memory. */
  data?: DataDir | undefined;
  log?: (line: string) => void;
  /** The routes that run in a worker thread, by default those that print. A benchmark passes none, to measure them. */
  apart?: readonly RouteName[];
  /** Milliseconds between attempts of a webhook. By default shorter than in the cloud, so that people can watch them. */
  deliveryWaits?: number[];
};

const seconds = [1, 5, 15, 60, 300, 900, 3600];

const tableName = 'order-desk';

/**
 * Starts the whole product on this machine, with the demo data. It sets the environment variables that the functions read,
 * so a process can run only one product.
 */
export async function startProduct({
  port,
  data,
  log = console.error,
  apart = printRoutes,
  deliveryWaits = seconds.map((count) => count * 1000),
}: Options): Promise<Product> {
  await using parts = new AsyncDisposableStack();
  const kept = (part: Kept) => data?.place(part);
  const gateway = parts.use(await startGateway(port));
  const { url } = gateway;
  const tokens = `${url}${issuerPaths.token}`;
  // Both ways in which a browser on this machine names the product's own pages.
  const origins = [url, url.replace('127.0.0.1', 'localhost')];
  const database = parts.use(await startDynamoDb({ directory: kept('dynamodb'), log }));
  const queues = parts.use(await opened(kept('queues'), startQueues));
  const files = parts.use(await startFiles(kept('files'), origins));
  const sqs = new SQSClient({ endpoint: queues.endpoint, ...aws });
  const rule = sendEvents(sqs, queues.deliveryQueueUrl);
  const bus = parts.use(await opened(kept('events.jsonl'), (file) => startBus(file, rule)));
  const signIn = { kind: 'demo', tokens, secret: demoSecret, people: demoPeople.map(toDemoPerson) } as const;
  const pages = pageRoutes({ api: url, tokens, files: files.endpoint, signIn });
  const issuer = await opened(kept('issuer-key.json'), (file) => createIssuer(demoPeople, file));

  Object.assign(process.env, {
    TABLE_NAME: tableName,
    BUCKET_NAME: files.bucketName,
    FILES_URL: `${files.endpoint}/${files.bucketName}`,
    BUS_NAME: tableName,
    RETRY_QUEUE_URL: queues.retryQueueUrl,
    DELIVERY_QUEUE_URL: queues.deliveryQueueUrl,
    DELIVERY_WAITS: JSON.stringify(deliveryWaits),
    KNOWN_PATHS: knownPaths(),
    PAGES_URL: url,
    TOKENS_URL: tokens,
    WEBHOOKS_TO_THIS_MACHINE: 'yes',
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: database.endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    AWS_ENDPOINT_URL_S3: files.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
  });
  // A developer's AWS_PROFILE would be used instead of these keys.
  delete process.env['AWS_PROFILE'];
  const functions = parts.use(await loadFunctions(apart));

  let status: 'starting' | 'ok' = 'starting';
  issuer.issuer.url = url;
  gateway.serve(
    functions,
    {
      'GET /health': (_, response) => show(response, { status }, status === 'ok' ? 200 : 503),
      'GET /local/events': (_, response) => show(response, { items: bus.events() }),
      ...Object.fromEntries(issuer.routes.map((route) => [route, issuer.requestHandler])),
      ...(await pages),
    },
    origins,
  );

  await database.ready;
  const dynamodb = new DynamoDBClient();
  const streamArn = await opened(kept('dynamodb'), () => createTable(dynamodb, tableName));
  const checkpoint = await opened(kept('stream.json'), openCheckpoint);
  parts.use(followStream({ client: new DynamoDBStreamsClient(), streamArn, announce: functions.announce, checkpoint }));
  parts.use(pollQueue({ client: sqs, queueUrl: queues.retryQueueUrl, handler: functions.announceAgain }));
  parts.use(followDeliveries({ client: sqs, queueUrl: queues.deliveryQueueUrl, handler: functions.deliverWebhook }));
  await seed(DynamoDBDocumentClient.from(dynamodb), tableName);
  status = 'ok';

  const running = parts.move();
  return {
    url,
    tableName,
    dynamodbEndpoint: database.endpoint,
    crashed: database.crashed,
    stop: () => running.disposeAsync(),
  };
}

function show(response: ServerResponse, body: object, statusCode = 200): void {
  response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
