import { Aws } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic, type TopicProps } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** Who is affected by what an alarm reports, and the page of docs/runbook.md that says what to do. */
export type Meaning = { impact: string; page: string };

/** The topic that the alarms of a stack are sent to, which writes to these e-mail addresses. */
export function alarmTopic(scope: Construct, addresses: readonly string[], props: TopicProps = {}): Topic {
  const topic = new Topic(scope, 'Topic', { enforceSSL: true, ...props });
  // `enforceSSL` adds a policy, which replaces the default one that lets the account's alarms publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  for (const address of addresses) topic.addSubscription(new EmailSubscription(address));
  return topic;
}

/**
 * How many periods an alarm looks at, and in how many of them the metric has to be above its threshold: in all, if absent.
 */
export type Periods = { evaluationPeriods?: number; datapointsToAlarm?: number };

/** What an alarm reports: the metric is above the threshold, in one period if nothing else is said. */
type Reported = Meaning & Periods & { metric: IMetric; threshold: number };

/** Adds an alarm that is sent to a topic of its stack. */
export function addAlarm(
  scope: Construct,
  id: string,
  topic: Topic,
  { impact, page, evaluationPeriods = 1, ...reported }: Reported,
): Alarm {
  const alarm = new Alarm(scope, id, {
    ...reported,
    evaluationPeriods,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `Follow docs/runbook.md#${page}. ${impact}`,
  });
  const tell = new SnsAction(topic);
  alarm.addAlarmAction(tell);
  alarm.addOkAction(tell);
  return alarm;
}
