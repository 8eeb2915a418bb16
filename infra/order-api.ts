import { Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { handlerFile, routes } from '#functions/routes.ts';
import { Announcer } from '#infra/announcer.ts';
import { Deliveries } from '#infra/deliveries.ts';
import type { OrderData } from '#infra/order-data.ts';
import { OrderFunction } from '#infra/order-function.ts';
import { printing } from '#infra/printing.ts';

/** What every deployment may replace: the HTTP API with one function a route, the announcer, and the deliveries. */
export class OrderApi extends Stack {
  constructor(scope: Construct, id: string, data: OrderData) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      defaultAuthorizer: new HttpUserPoolAuthorizer('Token', data.people, { userPoolClients: [data.signIn] }),
    });
    api.addStage('Stage', { autoDeploy: true, throttle: { rateLimit: 100, burstLimit: 200 } });

    for (const [name, route] of Object.entries(routes)) {
      const answer = new OrderFunction(this, name, {
        file: handlerFile(name, route),
        data,
        description: route.summary,
        ...(['printOrder', 'printLabOrder'].includes(name) && printing),
        ...('seconds' in route && { timeout: Duration.seconds(route.seconds) }),
      });
      api.addRoutes({
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
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('unknownRoute', unknownRoute),
      authorizer: new HttpNoneAuthorizer(),
    });
    new Announcer(this, 'Announcer', data);
    new Deliveries(this, 'Deliveries', data);
  }
}
