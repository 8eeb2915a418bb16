import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { OrderDesk } from '#infra/main.ts';
import { findings } from '#test/support/rule-packs.ts';
import { newApp } from '#test/support/stacks.ts';

test('The rule packs find nothing in either stage that is not accepted with a reason, but queues without TLS that are planted', () => {
  const app = newApp();
  const dev = new OrderDesk(app, 'dev');
  new OrderDesk(app, 'prod');
  new Queue(dev.node.findChild('OrderData'), 'Planted');
  // In a nested stack, too.
  new Queue(dev.node.findChild('OrderApi').node.findChild('orders'), 'Planted');
  expect(findings(app).toSorted()).toEqual([
    'AwsSolutions-SQS3 at dev/OrderApi/orders/Planted/Resource',
    'AwsSolutions-SQS3 at dev/OrderData/Planted/Resource',
    'AwsSolutions-SQS4 at dev/OrderApi/orders/Planted/Resource',
    'AwsSolutions-SQS4 at dev/OrderData/Planted/Resource',
  ]);
}, 120_000);
