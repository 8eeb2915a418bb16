import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type IAccessLogSettings, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter, type MetricFilterOptions, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '#functions/contract/route.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';

/** The format of the API's access log. It has no path, which names an order, and no query, which may name a patient. */
const line = `{ ${[
  '"at": $context.requestTimeEpoch',
  '"requestId": "$context.requestId"',
  '"ip": "$context.identity.sourceIp"',
  '"route": "$context.routeKey"',
  '"status": $context.status',
  '"ms": "$context.responseLatency"',
  '"refused": "$context.error.responseType"',
].join(', ')} }`;

/** The access log of the API, and metrics that are counted from its lines. */
export class RequestLog extends Construct {
  readonly settings: IAccessLogSettings;
  /** Requests that the API throttled (429). */
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

  /** The 5xx replies of a route, whether from its function or from API Gateway. */
  faultsOf({ method, path }: Pick<Route, 'method' | 'path'>): Metric {
    return this.#faults.with({ dimensionsMap: { route: `${method} ${path}` } });
  }
}
