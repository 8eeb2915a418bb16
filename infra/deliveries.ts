import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarm } from '#infra/alarm.ts';
import type { OrderData } from '#infra/order-data.ts';
import { OrderFunction } from '#infra/order-function.ts';

/** How long an endpoint that fails is left alone before each further try; after the last one it is given up. */
const waits = [
  Duration.seconds(5),
  Duration.minutes(5),
  Duration.minutes(30),
  Duration.hours(2),
  Duration.hours(5),
  Duration.hours(10),
  Duration.hours(14),
  Duration.hours(20),
  Duration.hours(24),
];

/** Tells the endpoints of laboratories what the bus says, each by a message of its own. */
export class Deliveries extends Construct {
  constructor(scope: Construct, id: string, data: OrderData) {
    super(scope, id);
    const deliver = new OrderFunction(this, 'deliverWebhook', {
      file: 'functions/events/deliver-webhook.ts',
      data,
      description: 'Tell the endpoints of laboratories of the orders sent to them.',
      // An endpoint has 15 seconds to answer.
      timeout: Duration.seconds(30),
      environment: { DELIVERY_WAITS: JSON.stringify(waits.map((wait) => wait.toMilliseconds())) },
    });
    // One message a call: whoever waits for a slow endpoint keeps no other message waiting.
    deliver.addEventSourceMapping('DeliveryQueue', {
      eventSourceArn: data.deliveryQueue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
    });
    alarm(
      this,
      'Undelivered',
      data.undelivered.metricApproximateNumberOfMessagesVisible(),
      0,
      "A laboratory's own system has not been told of an order, by a fault of ours: each message in the queue of the undelivered names one. Its feed has the order.",
    );
  }
}
