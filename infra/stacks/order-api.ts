import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpApi, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { type Route, scope as tokenScope } from '#functions/contract/route.ts';
import { knownPaths, routes } from '#functions/contract/routes.ts';
import type { Configuration } from '#infra/configuration.ts';
import { cors } from '#infra/cors.ts';
import { Announcer } from '#infra/stacks/announcer.ts';
import { Deliveries } from '#infra/stacks/deliveries.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';
import { RequestLog } from '#infra/stacks/request-log.ts';
import { RouteStack } from '#infra/stacks/route-stack.ts';
import type { SignIn } from '#infra/stacks/sign-in.ts';

/** The HTTP API, a nested stack for each folder of routes, the announcer and the deliveries. It holds no data. */
export class OrderApi extends Stack {
  readonly http: HttpApi;
  readonly requests: RequestLog;
  readonly announcer: Announcer;

  constructor(scope: Construct, id: string, data: OrderData, signIn: SignIn, configuration: Configuration) {
    super(scope, id);
    const { pages, systems, throttle } = configuration;
    const userPoolClients = [signIn.people, ...systems.map((name) => signIn.clientFor(this, name))];
    this.http = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      defaultAuthorizer: new HttpUserPoolAuthorizer('Token', signIn.pool, { userPoolClients }),
      // ID tokens have no scope: only access tokens are accepted.
      defaultAuthorizationScopes: [tokenScope],
      corsPreflight: {
        allowOrigins: [pages],
        allowMethods: cors.methods.map((method) => CorsHttpMethod[method]),
        allowHeaders: cors.headers,
        exposeHeaders: cors.exposed,
        maxAge: Duration.seconds(cors.maxAgeSeconds),
      },
    });
    this.requests = new RequestLog(this, 'Requests', data, this.stackName);
    const stage = this.http.addStage('Stage', {
      autoDeploy: true,
      throttle,
      accessLogSettings: this.requests.settings,
    });
    new CfnOutput(this, 'Url', { value: stage.url, description: 'The URL of the API. All paths begin with /v1.' });

    const folders = Map.groupBy(Object.values<Route>(routes), ({ folder }) => folder);
    const routeStacks = [...folders].map(
      ([folder, served]) => new RouteStack(this, folder, { api: this.http, data, pages, routes: served }),
    );
    const unknownRoute = new OrderFunction(this, 'unknownRoute', {
      file: 'functions/http/unknown-route.ts',
      data,
      description: 'Say where things are, and answer requests that no route takes.',
      environment: { PAGES_URL: pages, TOKENS_URL: signIn.tokens, KNOWN_PATHS: knownPaths() },
    });
    const unknown = new HttpRoute(this, 'UnknownRoute', {
      httpApi: this.http,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('unknownRoute', unknownRoute),
      authorizer: new HttpNoneAuthorizer(),
      authorizationScopes: [],
    });
    // Routes first: with autoDeploy, a stage that exists already is deployed again for each new route.
    stage.node.addDependency(...routeStacks, unknown);
    this.announcer = new Announcer(this, 'Announcer', data);
    new Deliveries(this, 'Deliveries', data);
  }
}
