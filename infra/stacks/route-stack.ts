import { NestedStack } from 'aws-cdk-lib';
import { type HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { handlerFile, type Route } from '#functions/contract/route.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';
import { printing, printRoutes } from '#infra/stacks/printing.ts';

/** The extra settings of functions that do not print: none. */
const notPrinting = { environment: {}, extras: {} };

/** `pages` is the address of the stage's pages. */
type Served = { api: HttpApi; data: OrderData; pages: string; routes: readonly Route[] };

/**
 * The routes of one folder, each with its function, log, role and rights: seven resources for each route. CloudFormation
 * takes 500 resources in a stack, so each folder has a stack of its own, nested in the API's to be deployed with it.
 */
export class RouteStack extends NestedStack {
  constructor(scope: Construct, folder: Route['folder'], { api, data, pages, routes }: Served) {
    super(scope, folder, { description: `The routes of functions/${folder}, each with its function.` });
    for (const route of routes) {
      const { name, method, path, summary } = route;
      const { environment, extras } = printRoutes.some((prints) => prints === name) ? printing : notPrinting;
      const answer = new OrderFunction(this, name, {
        file: handlerFile(route),
        data,
        description: summary,
        environment: { PAGES_URL: pages, ...environment },
        extras,
      });
      // The id is method and path, so that renaming a function does not replace its route.
      new HttpRoute(this, `${method}${path}`, {
        httpApi: api,
        routeKey: HttpRouteKey.with(path, HttpMethod[method]),
        integration: new HttpLambdaIntegration(name, answer),
      });
    }
  }
}
