import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';

/** Tells the endpoints of laboratories what the bus says, each by a message of its own. */
export class Deliveries extends Construct {
  constructor(scope: Construct, id: string, data: OrderData) {
    super(scope, id);
    const deliver = new OrderFunction(this, 'deliverWebhook', {
      file: 'functions/events/deliver-webhook.ts',
      data,
      description: 'Tell the endpoints of laboratories of the orders sent to them.',
      // It sends itself the next try, and ends that by itself: Lambda would take it for a loop.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    // One message a call: whoever waits for a slow endpoint keeps no other message waiting.
    deliver.addEventSourceMapping('DeliveryQueue', {
      eventSourceArn: data.deliveryQueue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      // Slow endpoints of laboratories take no more of the account's functions than this away from the clinics.
      maxConcurrency: 300,
    });
  }
}
