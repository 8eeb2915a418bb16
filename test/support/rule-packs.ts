import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { vi } from 'vitest';

type Report = {
  pluginReports: { violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] }[];
};

/** The findings of the rule packs AwsSolutions and HIPAA.Security that are not accepted, each as `rule at construct`. */
export function findings(app: App): string[] {
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
