import { SQSClient } from '@aws-sdk/client-sqs';
import { aws } from '#infra/local/parts/aws.ts';
import { startBus } from '#infra/local/parts/bus.ts';
import { followDeliveries, sendEvents, startQueues } from '#infra/local/parts/queue.ts';
import { newTable } from '#test/support/database/new-table.ts';

export type Deliveries = Awaited<ReturnType<typeof startDeliveries>>;

/**
 * Starts a table, a bus and the queues, and delivers what is announced, with these waits between attempts, in milliseconds.
 * Returns the functions that need them, which read their addresses while loading.
 */
export async function startDeliveries(waits: readonly number[]) {
  const queues = await startQueues();
  const sqs = new SQSClient({ endpoint: queues.endpoint, ...aws });
  const bus = await startBus(undefined, sendEvents(sqs, queues.deliveryQueueUrl));
  await newTable();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    RETRY_QUEUE_URL: queues.retryQueueUrl,
    DELIVERY_QUEUE_URL: queues.deliveryQueueUrl,
    DELIVERY_WAITS: JSON.stringify(waits),
    WEBHOOKS_TO_THIS_MACHINE: 'yes',
  });
  const { handler } = await import('#functions/events/deliver-webhook.ts');
  const polling = followDeliveries({ client: sqs, queueUrl: queues.deliveryQueueUrl, handler });
  return {
    async stop() {
      await polling[Symbol.asyncDispose]();
      await bus[Symbol.asyncDispose]();
      await queues[Symbol.asyncDispose]();
    },
    sqs,
    queues,
    announce: (await import('#functions/events/announce.ts')).handler,
    feed: await import('#functions/store/feed.ts'),
    queue: await import('#functions/bus/delivery-queue.ts'),
    subscriptions: await import('#functions/store/subscriptions.ts'),
    startRun: (await import('#functions/webhooks/start-run.ts')).startRun,
  };
}
