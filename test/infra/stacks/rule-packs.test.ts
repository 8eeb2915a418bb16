import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { OrderDesk } from '#infra/main.ts';
import { findings } from '#test/support/rule-packs.ts';
import { newApp } from '#test/support/stacks.ts';

test('The rule packs find nothing but planted queues without TLS, in a nested stack, too', () => {
  const app = newApp();
  const desk = new OrderDesk(app, 'dev');
  new Queue(desk.node.findChild('OrderData'), 'Planted');
  new Queue(desk.node.findChild('OrderApi').node.findChild('orders'), 'Planted');
  expect(findings(app).toSorted()).toEqual([
    'AwsSolutions-SQS3 at dev/OrderApi/orders/Planted/Resource',
    'AwsSolutions-SQS3 at dev/OrderData/Planted/Resource',
    'AwsSolutions-SQS4 at dev/OrderApi/orders/Planted/Resource',
    'AwsSolutions-SQS4 at dev/OrderData/Planted/Resource',
  ]);
}, 60_000);
