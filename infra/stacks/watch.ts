import { Duration, NestedStack, Stage } from 'aws-cdk-lib';
import { type Alarm, type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import type { Configuration } from '#infra/configuration.ts';
import { addAlarm, alarmTopic, type Meaning, type Periods } from '#infra/stacks/alarms.ts';
import type { OrderApi } from '#infra/stacks/order-api.ts';
import { OrderBoard } from '#infra/stacks/order-board.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';
import { sizeOf } from '#infra/stacks/sizes.ts';

/** The DynamoDB operations that our functions use. */
const operations = [
  Operation.BATCH_GET_ITEM,
  Operation.DELETE_ITEM,
  Operation.GET_ITEM,
  Operation.PUT_ITEM,
  Operation.QUERY,
  Operation.TRANSACT_WRITE_ITEMS,
  Operation.UPDATE_ITEM,
];

/** Who is affected when a function fails that serves no route. */
const helpers: Record<string, Meaning> = {
  unknownRoute: { impact: 'Callers of an unknown path get 500 instead of 404 or 405.', page: 'a-route-fails' },
  addClaims: { impact: 'Nobody can sign in or renew a token.', page: 'nobody-can-sign-in' },
  announce: {
    impact: 'Laboratories learn of orders late, and organisations of answers. History is incomplete.',
    page: 'the-announcer-is-late',
  },
  announceAgain: {
    impact: 'A laboratory or an organisation does not learn of an order: announcing it failed, and so did the retry.',
    page: 'orders-wait-to-be-announced',
  },
  deliverWebhook: {
    impact: 'Systems of laboratories and organisations get webhooks late.',
    page: 'webhooks-are-undelivered',
  },
};

/**
 * The alarms and the dashboard of a stage: alarms for every function, for queues, the table and the backups. It is nested
 * in the API's stack, so that one deployment can remove a function and its alarms.
 */
export class Watch extends NestedStack {
  readonly #alarms: Alarm[] = [];
  readonly #topic: Topic;

  constructor(api: OrderApi, id: string, data: OrderData, { alarms }: Configuration) {
    super(api, id);
    this.#topic = alarmTopic(this, alarms, { masterKey: data.key });
    const functions =
      Stage.of(this)
        ?.node.findAll()
        .filter((construct) => construct instanceof OrderFunction) ?? [];
    const rows: Record<string, Route> = routes;
    for (const lambda of functions) {
      const { id: name } = lambda.node;
      const route = rows[name];
      if (route) this.#watchRoute(name, route, lambda, api);
      else this.#watchHelper(name, lambda);
    }
    this.#watchAnnouncing(data, api);
    this.#watchAccount(data, api);
    new OrderBoard(this, 'Board', { data, api, functions, alarms: this.#alarms });
  }

  #watchRoute(name: string, route: Route, lambda: OrderFunction, api: OrderApi): void {
    const who = route.audience === 'laboratory' ? 'Laboratories' : 'Clinics';
    const page = lambda.prints ? 'a-print-fails' : 'a-route-fails';
    this.#alarm(`${name}-fails`, api.requests.faultsOf(route), 0, {
      impact: `${who} get 5xx errors from this route: ${route.summary}`,
      page,
    });
    this.#alarm(
      `${name}-slow`,
      lambda.metricDuration({ statistic: 'p99' }),
      sizeOf(name).slowAfter * 1000,
      { impact: `${who} wait too long for this route: ${route.summary}`, page: 'a-route-is-slow' },
      { evaluationPeriods: 3 },
    );
  }

  /** Adds the alarm of a function that serves no route. */
  #watchHelper(name: string, lambda: OrderFunction): void {
    const { impact, page } = helpers[name] ?? {};
    if (!impact || !page) throw new Error(`infra/stacks/watch.ts does not say who is affected when ${name} fails.`);
    this.#alarm(`${name}-fails`, lambda.metricErrors(), 0, { impact, page });
  }

  #watchAnnouncing(data: OrderData, api: OrderApi): void {
    const { table, retryQueue, deadLetters, stranded, deliveryQueue, undelivered, unrouted } = data;
    this.#alarm('Late', api.announcer.behind, Duration.minutes(5).toMilliseconds(), {
      impact:
        'Laboratories learn of orders more than five minutes late, and organisations of answers. History is incomplete. The announcer is slow or has stopped.',
      page: 'the-announcer-is-late',
    });
    // The age is reported with each batch, so it is missing when there are none, as when the mapping is disabled. Twice,
    // because what is written at the end of a period may be read in the next; and not in a row, because at night little is.
    const unread = new MathExpression({
      period: Duration.minutes(15),
      expression: 'IF(FILL(written, 0) > 0 AND FILL(read, 0) == 0, 1, 0)',
      usingMetrics: { written: table.metricConsumedWriteCapacityUnits(), read: api.announcer.read },
    });
    this.#alarm(
      'Unread',
      unread,
      0,
      {
        impact:
          'Laboratories learn of no orders, and organisations of no answers, and history is incomplete. Twice within two hours, nobody has read what was written in a quarter of an hour.',
        page: 'the-announcer-is-late',
      },
      { evaluationPeriods: 8, datapointsToAlarm: 2 },
    );
    // SQS's metric of the oldest message leaves out messages that were received three times, which are the ones meant here.
    const waiting = new MathExpression({
      expression: 'visible + hidden',
      usingMetrics: {
        visible: retryQueue.metricApproximateNumberOfMessagesVisible(),
        hidden: retryQueue.metricApproximateNumberOfMessagesNotVisible(),
      },
    });
    this.#alarm(
      'Retrying',
      waiting,
      0,
      {
        impact:
          'A laboratory or an organisation has not learned of an order for half an hour, or history lacks a change. Each message in the queue RetryQueue names one.',
        page: 'orders-wait-to-be-announced',
      },
      { evaluationPeriods: 6 },
    );
    this.#alarm('Untold', deadLetters.metricApproximateNumberOfMessagesVisible(), 0, {
      impact:
        'A laboratory or an organisation has not learned of an order, or history lacks a change, and there are no more retries. Each message in the queue DeadLetters names one.',
      page: 'orders-are-not-announced',
    });
    this.#alarm('Stranded', stranded.metricApproximateNumberOfMessagesVisible(), 0, {
      impact:
        'Laboratories have not learned of orders, or organisations of answers, and history is incomplete. The announcer gave up a batch of the stream.',
      page: 'changes-are-stranded',
    });
    this.#alarm('Unrouted', unrouted.metricApproximateNumberOfMessagesVisible(), 0, {
      impact:
        'The webhooks of a laboratory or an organisation, or the AWS account of a laboratory, have not got an event: the bus could not deliver it.',
      page: 'events-are-unrouted',
    });
    this.#alarm('Undelivered', undelivered.metricApproximateNumberOfMessagesVisible(), 0, {
      impact:
        'The system of a laboratory or an organisation has not got a webhook, by a fault of ours. The feed has the event.',
      page: 'webhooks-are-undelivered',
    });
    this.#alarm('WebhooksLate', deliveryQueue.metricApproximateAgeOfOldestMessage(), Duration.minutes(30).toSeconds(), {
      impact:
        'Systems of laboratories and organisations get webhooks more than half an hour late. The feed has the events.',
      page: 'webhooks-are-undelivered',
    });
  }

  #watchAccount({ table, backups }: OrderData, api: OrderApi): void {
    this.#alarm('TurnedAway', api.requests.turnedAway, 100, {
      impact: 'Clinics and laboratories get 429: more requests come than the API takes.',
      page: 'requests-are-turned-away',
    });
    this.#alarm('FunctionsThrottled', LambdaFunction.metricAllThrottles(), 0, {
      impact: 'Clinics and laboratories get errors at random: the limit of concurrent functions is reached.',
      page: 'functions-are-throttled',
    });
    // DynamoDB publishes no metric for an operation without throttling. Without FILL the sum would be missing, too.
    const throttled = new MathExpression({
      expression: operations.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(
        operations.map((operation, index) => [
          `m${index}`,
          table.metric('ThrottledRequests', {
            dimensionsMap: { TableName: table.tableName, Operation: operation },
            statistic: 'Sum',
          }),
        ]),
      ),
    });
    this.#alarm('TableThrottled', throttled, 0, {
      impact: 'Clinics and laboratories wait or get 503: the table throttles a key that gets too many requests.',
      page: 'the-table-is-throttled',
    });
    const failed = new Metric({
      namespace: 'AWS/Backup',
      metricName: 'NumberOfBackupJobsFailed',
      dimensionsMap: { BackupVaultName: backups.backupVaultName },
      statistic: 'Sum',
    });
    this.#alarm('BackupFails', failed, 0, {
      impact: 'Nobody yet. Without this backup, the orders of this week can be restored for 35 days only.',
      page: 'a-backup-fails',
    });
  }

  #alarm(id: string, metric: IMetric, threshold: number, meaning: Meaning, periods: Periods = {}): void {
    this.#alarms.push(addAlarm(this, id, this.#topic, { metric, threshold, ...periods, ...meaning }));
  }
}
