import { App, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OrderApi } from '#infra/order-api.ts';
import { OrderData } from '#infra/order-data.ts';

/** One stage of the order desk: what must never be lost, apart from what every deployment may replace. */
export class OrderDesk extends Stage {
  constructor(scope: Construct, stage: string) {
    super(scope, stage);
    const data = new OrderData(this, 'OrderData');
    new OrderApi(this, 'OrderApi', data);
  }
}

if (import.meta.main) {
  const app = new App();
  new OrderDesk(app, app.node.tryGetContext('stage') ?? 'dev');
}
