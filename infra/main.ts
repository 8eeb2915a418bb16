import { App, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { configurationOf } from '#infra/configuration.ts';
import { acceptRules } from '#infra/stacks/accepted-rules.ts';
import { OrderApi } from '#infra/stacks/order-api.ts';
import { OrderData } from '#infra/stacks/order-data.ts';
import { Pages } from '#infra/stacks/pages.ts';
import { SignIn } from '#infra/stacks/sign-in.ts';
import { Watch } from '#infra/stacks/watch.ts';

/**
 * One stage of the order desk. Data and sign-in have stacks of their own, so that no deployment of the
 * API can replace them.
 */
export class OrderDesk extends Stage {
  constructor(scope: Construct, stage: string) {
    const configuration = configurationOf(scope.node, stage);
    super(scope, stage, { env: { region: configuration.region } });
    const data = new OrderData(this, 'OrderData', configuration);
    const signIn = new SignIn(this, 'SignIn', data, stage, configuration);
    const api = new OrderApi(this, 'OrderApi', data, signIn, configuration);
    new Pages(this, 'Pages', data, api, signIn, configuration);
    new Watch(api, 'Watch', data, configuration);
    acceptRules(this, data);
  }
}

if (import.meta.main) {
  // Without this the CDK CLI writes timings into cdk.out, and two syntheses of the same code differ.
  delete process.env['CDK_PERF_COUNTERS_FILE'];
  const app = new App();
  new OrderDesk(app, app.node.tryGetContext('stage') ?? 'dev');
}
