import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** Rings when a metric is above a threshold. Its sentence says who is hurt. */
export function alarm(
  scope: Construct,
  id: string,
  metric: IMetric,
  threshold: number,
  alarmDescription: string,
): void {
  new Alarm(scope, id, {
    metric,
    threshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription,
  });
}
