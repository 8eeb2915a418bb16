import { Aws, Duration, NestedStack, Stage } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import type { Configuration } from '#infra/configuration.ts';
import type { OrderApi } from '#infra/stacks/order-api.ts';
import { OrderBoard } from '#infra/stacks/order-board.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';
import { sizeOf } from '#infra/stacks/sizes.ts';

/** The table's operations that our functions ask for. */
const operations = [
  Operation.BATCH_GET_ITEM,
  Operation.DELETE_ITEM,
  Operation.GET_ITEM,
  Operation.PUT_ITEM,
  Operation.QUERY,
  Operation.TRANSACT_WRITE_ITEMS,
  Operation.UPDATE_ITEM,
];

/** What an alarm says: who is affected and how, and which page of docs/runbook.md tells what to do. */
type Meaning = { impact: string; page: string };

/** Who is affected when a function fails that answers no route of its own. */
const helpers: Record<string, Meaning> = {
  unknownRoute: { impact: 'Whoever mistypes an address gets an error instead of an answer.', page: 'a-route-fails' },
  addClaims: { impact: 'Nobody can sign in or renew a token.', page: 'nobody-can-sign-in' },
  announce: { impact: 'Laboratories hear of new orders late, and history is behind.', page: 'the-announcer-is-late' },
  announceAgain: {
    impact: 'A laboratory that was not told at first is not told again.',
    page: 'orders-wait-to-be-announced',
  },
  deliverWebhook: { impact: "Laboratories' own systems hear of new orders late.", page: 'webhooks-are-undelivered' },
};

/**
 * Tells when clinics or laboratories are affected: an alarm for every function and for everything that waits, and a board that shows them. It is
 * nested in the stack of what it watches, so that a function can go together with its alarms.
 */
export class Watch extends NestedStack {
  readonly #alarms: Alarm[] = [];
  readonly #topic: Topic;

  constructor(api: OrderApi, id: string, data: OrderData, { alarms }: Configuration) {
    super(api, id);
    this.#topic = new Topic(this, 'Topic', { masterKey: data.key, enforceSSL: true });
    // With a policy of its own, the topic no longer takes what the account's alarms say by default.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    for (const address of alarms) this.#topic.addSubscription(new EmailSubscription(address));

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
      impact: `${who} ask for this and get an error of ours: ${route.summary}`,
      page,
    });
    this.#alarm(
      `${name}-slow`,
      lambda.metricDuration({ statistic: 'p99' }),
      sizeOf(name).slowAfter * 1000,
      { impact: `${who} wait too long for this: ${route.summary}`, page: 'a-route-is-slow' },
      3,
    );
  }

  /** What a function that answers no route is for, and who is affected when it fails. */
  #watchHelper(name: string, lambda: OrderFunction): void {
    const { impact, page } = helpers[name] ?? {};
    if (!impact || !page) throw new Error(`infra/stacks/watch.ts does not say who is affected when ${name} fails.`);
    this.#alarm(`${name}-fails`, lambda.metricErrors(), 0, { impact, page });
  }

  #watchAnnouncing(data: OrderData, api: OrderApi): void {
    const { retryQueue, deadLetters, stranded, undelivered, unrouted } = data;
    this.#alarm('Late', api.announcer.behind, Duration.minutes(5).toMilliseconds(), {
      impact:
        'All laboratories hear of new orders more than five minutes late, and history is behind: the announcer does not keep up or stands still.',
      page: 'the-announcer-is-late',
    });
    // The age that SQS tells leaves out what has been tried three times, which is just what this is about.
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
          'A laboratory has not been told of an order for half an hour: each message in the retry queue says which.',
        page: 'orders-wait-to-be-announced',
      },
      6,
    );
    this.#alarm('Untold', deadLetters.metricApproximateNumberOfMessagesVisible(), 0, {
      impact:
        'A laboratory has not been told of an order, and nothing will tell it by itself: the dead letters say of which.',
      page: 'orders-are-not-announced',
    });
    this.#alarm('Stranded', stranded.metricApproximateNumberOfMessagesVisible(), 0, {
      impact:
        'Laboratories have not been told of orders, and history lacks changes: the announcer gave up a piece of the stream.',
      page: 'changes-are-stranded',
    });
    this.#alarm('Unrouted', unrouted.metricApproximateNumberOfMessagesVisible(), 0, {
      impact:
        "A laboratory's own account, or all webhooks, have not been told of an order: the bus could not pass it on.",
      page: 'events-are-unrouted',
    });
    this.#alarm('Undelivered', undelivered.metricApproximateNumberOfMessagesVisible(), 0, {
      impact: "A laboratory's own system has not been told of an order, by a fault of ours; its feed has the order.",
      page: 'webhooks-are-undelivered',
    });
  }

  #watchAccount({ table, backups }: OrderData, api: OrderApi): void {
    this.#alarm('TurnedAway', api.requests.turnedAway, 100, {
      impact: 'Clinics and laboratories are told to come back later: more requests come than the API takes.',
      page: 'requests-are-turned-away',
    });
    this.#alarm('FunctionsThrottled', LambdaFunction.metricAllThrottles(), 0, {
      impact:
        'Clinics, or laboratories that wait for news, get errors at random: as many functions run at once as may.',
      page: 'functions-are-throttled',
    });
    // A metric that nothing is told of is no zero, and without this the sum would be nothing, too.
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
      impact: 'Clinics wait or get errors: the table takes no more on some key.',
      page: 'the-table-is-throttled',
    });
    const failed = new Metric({
      namespace: 'AWS/Backup',
      metricName: 'NumberOfBackupJobsFailed',
      dimensionsMap: { BackupVaultName: backups.backupVaultName },
      statistic: 'Sum',
    });
    this.#alarm('BackupFails', failed, 0, {
      impact: 'Nobody yet: an order of this week could be had back for 35 days, and then no longer.',
      page: 'a-backup-fails',
    });
  }

  /** Rings when the metric is above the threshold, this often in a row of five minutes. */
  #alarm(id: string, metric: IMetric, threshold: number, { impact, page }: Meaning, evaluationPeriods = 1): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} What to do: docs/runbook.md#${page}`,
    });
    const tell = new SnsAction(this.#topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    this.#alarms.push(alarm);
  }
}
