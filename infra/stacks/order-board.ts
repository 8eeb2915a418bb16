import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import type { OrderApi } from '#infra/stacks/order-api.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import type { OrderFunction } from '#infra/stacks/order-function.ts';

type Watched = { data: OrderData; api: OrderApi; functions: OrderFunction[]; alarms: Alarm[] };

/** The dashboard of a stage: alarms, requests, functions, the announcer, webhooks, the table and sign-in. */
export class OrderBoard extends Construct {
  constructor(scope: Construct, id: string, { data, api, functions, alarms }: Watched) {
    super(scope, id);
    const { table, retryQueue, deadLetters, stranded, deliveryQueue, undelivered, unrouted } = data;
    const rows: Record<string, Route> = routes;
    const signIns = functions.filter(({ node }) => node.id === 'addClaims');
    const answering = functions.filter(({ node }) => node.id in rows);
    const p99 = (some: OrderFunction[]) =>
      some.map((one) => one.metricDuration({ statistic: 'p99', label: one.node.id }));

    const board = new Dashboard(this, 'Board', { defaultInterval: Duration.hours(12) });
    // A widget shows at most 100 alarms, so each folder of routes has one.
    const folderOf = ({ node }: Alarm) => rows[node.id.replace(/-(fails|slow)$/, '')]?.folder;
    const folders = Map.groupBy(alarms, folderOf);
    board.addWidgets(...[...folders].map(([folder, some]) => alarmsOf(`Alarms: ${folder ?? 'other'}`, some)));
    board.addWidgets(
      graph(
        'Requests',
        api.http.metricCount({ statistic: 'Sum' }),
        api.http.metricClientError(),
        api.requests.turnedAway,
      ),
      graph(
        'Faults by route',
        ...Object.entries(rows).map(([label, route]) => api.requests.faultsOf(route).with({ label })),
      ),
      graph('Latency of requests, ms', latency(api, 'p50'), latency(api, 'p99')),
    );
    board.addWidgets(
      graph('Slowest functions, p99, ms', ...p99(answering)),
      graph('Prints, p99, ms', ...p99(functions.filter(({ prints }) => prints))),
      graph(
        'Functions: concurrent, throttled',
        LambdaFunction.metricAllConcurrentExecutions(),
        LambdaFunction.metricAllThrottles(),
      ),
    );
    board.addWidgets(
      graph('Announcer: age of the oldest change, ms', api.announcer.behind),
      graph(
        'Not announced: retrying, given up',
        retryQueue.metricApproximateNumberOfMessagesVisible(),
        deadLetters.metricApproximateNumberOfMessagesVisible(),
        stranded.metricApproximateNumberOfMessagesVisible(),
      ),
      graph(
        'Webhooks: messages handled, waiting, undelivered',
        deliveryQueue.metricNumberOfMessagesDeleted(),
        deliveryQueue.metricApproximateNumberOfMessagesDelayed(),
        undelivered.metricApproximateNumberOfMessagesVisible(),
        unrouted.metricApproximateNumberOfMessagesVisible(),
      ),
    );
    board.addWidgets(
      graph(
        'Capacity units of the table',
        table.metricConsumedReadCapacityUnits(),
        table.metricConsumedWriteCapacityUnits(),
      ),
      graph('Sign-ins and tokens', ...signIns.flatMap((one) => [one.metricInvocations(), one.metricErrors()])),
    );
  }
}

const alarmsOf = (title: string, alarms: Alarm[]): IWidget =>
  new AlarmStatusWidget({ title, alarms, width: 8, height: 6 });

const latency = (api: OrderApi, statistic: string) => api.http.metricLatency({ statistic, label: statistic });

const graph = (title: string, ...left: IMetric[]): IWidget => new GraphWidget({ title, left, width: 8, height: 6 });
