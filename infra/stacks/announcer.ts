import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { keys, table } from '#functions/store/table.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';

/** Orders that were made or changed; one that an operator erases has nothing to announce. */
const orderItems = FilterCriteria.filter({
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: { Keys: { [table.sortKey]: { S: FilterRule.isEqual(keys.order('', '').SK) } } },
});

/** Tells the laboratories: from the table's stream, and again from the retry queue what failed there. */
export class Announcer extends Construct {
  /** How far behind the newest change it is, in milliseconds. */
  readonly behind: Metric;

  constructor(scope: Construct, id: string, data: OrderData) {
    super(scope, id);
    const { stream, retryQueue, stranded } = data;

    const announce = new OrderFunction(this, 'announce', {
      file: 'functions/events/announce.ts',
      data,
      description: 'Announce every change of an order.',
    });
    this.behind = announce.metric('IteratorAge', { statistic: 'Maximum' });
    announce.addEventSourceMapping('Stream', {
      eventSourceArn: stream,
      filters: [orderItems],
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // The handler puts a bad record aside by itself: what is retried here is a bad day of our own.
      retryAttempts: 100,
      onFailure: new SqsDlq(stranded),
    });

    const announceAgain = new OrderFunction(this, 'announceAgain', {
      file: 'functions/events/announce-again.ts',
      data,
      description: 'Announce what could not be announced at first.',
    });
    announceAgain.addEventSourceMapping('RetryQueue', {
      eventSourceArn: retryQueue.queueArn,
      reportBatchItemFailures: true,
      maxConcurrency: 2,
    });
  }
}
