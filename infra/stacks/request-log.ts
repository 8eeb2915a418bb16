import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type IAccessLogSettings, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter, type MetricFilterOptions, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '#functions/contract/route.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';

/** What is logged of every request: neither its path, which names an order, nor its query, which may name a patient. */
const line = `{ ${[
  '"at": $context.requestTimeEpoch',
  '"requestId": "$context.requestId"',
  '"ip": "$context.identity.sourceIp"',
  '"route": "$context.routeKey"',
  '"status": $context.status',
  '"ms": "$context.responseLatency"',
  '"refused": "$context.error.responseType"',
].join(', ')} }`;

/** A line for each request of an API, and what is counted by these lines. */
export class RequestLog extends Construct {
  readonly settings: IAccessLogSettings;
  /** Requests that the API was too busy to take. */
  readonly turnedAway: Metric;
  readonly #faults: Metric;

  constructor(scope: Construct, id: string, { key }: OrderData, metricNamespace: string) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Lines', {
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.settings = {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(line),
    };
    const counted = (metricName: string, options: Pick<MetricFilterOptions, 'filterPattern' | 'dimensions'>) =>
      new MetricFilter(this, metricName, { logGroup, metricNamespace, metricName, ...options });
    this.#faults = counted('Faults', {
      filterPattern: FilterPattern.numberValue('$.status', '>=', 500),
      dimensions: { route: '$.route' },
    }).metric({ statistic: 'Sum' });
    this.turnedAway = counted('TurnedAway', { filterPattern: FilterPattern.numberValue('$.status', '=', 429) }).metric({
      statistic: 'Sum',
    });
  }

  /** The answers of a route that were a fault of ours: what its function said, and what the API said for it. */
  faultsOf({ method, path }: Pick<Route, 'method' | 'path'>): Metric {
    return this.#faults.with({ dimensionsMap: { route: `${method} ${path}` } });
  }
}
