import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterCriteria, FilterRule, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { keys, messagePrefix, table } from '#functions/store/table.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';

/** Stream records of items with this sort key that were made or changed. What was deleted is not announced. */
const written = (sortKey: ReturnType<typeof FilterRule.isEqual>) =>
  FilterCriteria.filter({
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: { Keys: { [table.sortKey]: { S: sortKey } } },
  });

const orderItems = written(FilterRule.isEqual(keys.order('', '').SK));
const messageItems = written(FilterRule.beginsWith(messagePrefix));

/** The functions that announce changes of orders and messages: one reads the table's stream, the other the retry queue. */
export class Announcer extends Construct {
  /** How many milliseconds a change waits in the stream before it is announced (IteratorAge). */
  readonly behind: Metric;
  /** How many records of the stream Lambda has read, whether or not they are announced. */
  readonly read: Metric;

  constructor(scope: Construct, id: string, data: OrderData) {
    super(scope, id);
    const { stream, retryQueue, stranded } = data;

    const announce = new OrderFunction(this, 'announce', {
      file: 'functions/events/announce.ts',
      data,
      description: 'Announce every change of an order, and every message about one.',
    });
    this.behind = announce.metric('IteratorAge', { statistic: 'Maximum' });
    const mapping = announce.addEventSourceMapping('Stream', {
      eventSourceArn: stream,
      filters: [orderItems, messageItems],
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // The handler sends a record that fails to the retry queue. A retry here means that even that failed.
      retryAttempts: 100,
      onFailure: new SqsDlq(stranded),
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    this.read = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'PolledEventCount',
      dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
      statistic: 'Sum',
    });

    const announceAgain = new OrderFunction(this, 'announceAgain', {
      file: 'functions/events/announce-again.ts',
      data,
      description: 'Announce what is in the retry queue.',
    });
    announceAgain.addEventSourceMapping('RetryQueue', {
      eventSourceArn: retryQueue.queueArn,
      reportBatchItemFailures: true,
      maxConcurrency: 2,
    });
  }
}
