import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';

/** The function that sends webhooks. Each message in its queue is one delivery. */
export class Deliveries extends Construct {
  constructor(scope: Construct, id: string, data: OrderData) {
    super(scope, id);
    const deliver = new OrderFunction(this, 'deliverWebhook', {
      file: 'functions/events/deliver-webhook.ts',
      data,
      description: 'Send webhooks to the endpoints of laboratories and organisations.',
      // It queues its own next attempt, up to a limit. Lambda's loop detection would stop it after 16.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    // One message for each call, so that a slow endpoint delays no other message.
    deliver.addEventSourceMapping('DeliveryQueue', {
      eventSourceArn: data.deliveryQueue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      // Slow endpoints must not use up the account's concurrency, which the API needs, too.
      maxConcurrency: 300,
    });
  }
}
