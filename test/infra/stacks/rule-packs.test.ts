import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { describe, expect, test, vi } from 'vitest';
import { OrderDesk } from '#infra/main.ts';
import { newApp } from '#test/support/stacks.ts';

type Report = {
  pluginReports: { violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] }[];
};

/** The findings of both packs that are not accepted, each as `rule at construct`. */
function findings(app: App): string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
  const said = vi.spyOn(console, 'error').mockReturnValue();
  try {
    app.synth();
  } catch (error) {
    if (Object(error).name !== 'ValidationFailed') throw error;
  } finally {
    said.mockRestore();
  }
  const report: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
}

describe('the rule packs AwsSolutions and HIPAA.Security', () => {
  test('find nothing in either stage that is not accepted with a reason', () => {
    const app = newApp();
    for (const stage of ['dev', 'prod']) new OrderDesk(app, stage);
    expect(findings(app)).toEqual([]);
  }, 60_000);

  test('find a planted queue without TLS, in a nested stack, too', () => {
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
});
