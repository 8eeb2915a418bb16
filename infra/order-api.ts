import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { handlerFile, type Route, routes, scope as tokenScope } from '#functions/routes.ts';
import { Announcer } from '#infra/announcer.ts';
import type { Configuration } from '#infra/configuration.ts';
import { Deliveries } from '#infra/deliveries.ts';
import type { OrderData } from '#infra/order-data.ts';
import { OrderFunction } from '#infra/order-function.ts';
import { printing } from '#infra/printing.ts';
import type { SignIn } from '#infra/sign-in.ts';

/** What is logged of every request: neither its path, which names an order, nor its query, which may name a patient. */
const accessLog = `{ ${[
  '"at": $context.requestTimeEpoch',
  '"requestId": "$context.requestId"',
  '"ip": "$context.identity.sourceIp"',
  '"route": "$context.routeKey"',
  '"status": $context.status',
  '"ms": $context.responseLatency',
  '"refused": "$context.error.responseType"',
].join(', ')} }`;

/** What every deployment may replace: the HTTP API with one function a route, the announcer, and the deliveries. */
export class OrderApi extends Stack {
  readonly http: HttpApi;
  /** Requests that the API was too busy to take. */
  readonly turnedAway: Metric;
  readonly #faults: (dimensions: Record<string, string>) => Metric;

  constructor(scope: Construct, id: string, data: OrderData, signIn: SignIn, { origins, throttle }: Configuration) {
    super(scope, id);
    this.http = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      defaultAuthorizer: new HttpUserPoolAuthorizer('Token', signIn.pool, { userPoolClients: signIn.clients }),
      // An ID token has no scope, so only access tokens are taken.
      defaultAuthorizationScopes: [tokenScope],
      ...(origins.length > 0 && {
        corsPreflight: {
          allowOrigins: origins,
          allowMethods: [...new Set(Object.values(routes).map(({ method }) => CorsHttpMethod[method]))],
          allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
          exposeHeaders: ['etag', 'link', 'location', 'retry-after'],
          maxAge: Duration.hours(2),
        },
      }),
    });
    const requests = new LogGroup(this, 'Requests', { retention: RetentionDays.ONE_YEAR, encryptionKey: data.key });
    const stage = this.http.addStage('Stage', {
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(requests),
        format: AccessLogFormat.custom(accessLog),
      },
    });
    const counted = (metricName: string, pattern: ReturnType<typeof FilterPattern.numberValue>, byRoute: boolean) =>
      new MetricFilter(this, metricName, {
        logGroup: requests,
        filterPattern: pattern,
        metricNamespace: this.stackName,
        metricName,
        ...(byRoute && { dimensions: { route: '$.route' } }),
      }).metric({ statistic: 'Sum' });
    const faults = counted('Faults', FilterPattern.numberValue('$.status', '>=', 500), true);
    this.#faults = (dimensionsMap) => faults.with({ dimensionsMap });
    this.turnedAway = counted('TurnedAway', FilterPattern.numberValue('$.status', '=', 429), false);
    new CfnOutput(this, 'Url', { value: stage.url, description: 'Where the API is; its routes are under /v1.' });

    for (const [name, route] of Object.entries(routes)) {
      const answer = new OrderFunction(this, name, {
        file: handlerFile(name, route),
        data,
        description: route.summary,
        ...(['printOrder', 'printLabOrder'].includes(name) && printing),
        ...('seconds' in route && { timeout: Duration.seconds(route.seconds) }),
        // Who waits for news keeps a function busy: laboratories that wait must not keep clinics from theirs.
        ...(name === 'getLabFeed' && { reservedConcurrentExecutions: 100 }),
      });
      this.http.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: new HttpLambdaIntegration(name, answer),
      });
    }
    const unknownRoute = new OrderFunction(this, 'unknownRoute', {
      file: 'functions/http/unknown-route.ts',
      data,
      description: 'Answer what no route knows.',
    });
    new HttpRoute(this, 'UnknownRoute', {
      httpApi: this.http,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('unknownRoute', unknownRoute),
      authorizer: new HttpNoneAuthorizer(),
    });
    new Announcer(this, 'Announcer', data);
    new Deliveries(this, 'Deliveries', data);
  }

  /** The answers of a route that were a fault of ours: what the function said, and what API Gateway said for it. */
  faultsOf({ method, path }: Pick<Route, 'method' | 'path'>): Metric {
    return this.#faults({ route: `${method} ${path}` });
  }
}
