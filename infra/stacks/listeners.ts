import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { EventBus as BusTarget, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { OrderEvent } from '#domain/listening/order-event.ts';
import type { Configuration } from '#infra/configuration.ts';

/** All events about orders. */
const ofOrders = { source: OrderEvent.shape.source.def.values };

/** The rules of the event bus: one for webhook deliveries, and one for each laboratory with an AWS account of its own. */
export class Listeners extends Construct {
  readonly deliveryQueue: Queue;
  readonly undelivered: Queue;
  readonly unrouted: Queue;

  constructor(
    scope: Construct,
    id: string,
    eventBus: EventBus,
    lasting: QueueProps,
    { laboratoryAccounts }: Configuration,
  ) {
    super(scope, id);
    this.undelivered = new Queue(this, 'Undelivered', lasting);
    this.unrouted = new Queue(this, 'Unrouted', lasting);
    this.deliveryQueue = new Queue(this, 'DeliveryQueue', {
      ...lasting,
      // Six times the function's timeout, as Lambda recommends. With maxReceiveCount this is five hours of retries.
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: this.undelivered, maxReceiveCount: 100 },
    });
    const deliveries = new SqsQueue(this.deliveryQueue, {
      message: RuleTargetInput.fromEventPath('$.detail'),
      deadLetterQueue: this.unrouted,
    });
    new Rule(this, 'Deliveries', { eventBus, eventPattern: ofOrders, targets: [deliveries] });

    for (const [laboratoryId, busArn] of Object.entries(laboratoryAccounts)) {
      const bus = EventBus.fromEventBusArn(this, `${laboratoryId}-bus`, busArn);
      new Rule(this, laboratoryId, {
        eventBus,
        eventPattern: { ...ofOrders, detail: { data: { to: ['laboratory'], laboratoryId: [laboratoryId] } } },
        targets: [new BusTarget(bus, { deadLetterQueue: this.unrouted })],
      });
    }
  }
}
