import { globSync, readFileSync } from 'node:fs';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, test } from 'vitest';
import { routes } from '#functions/contract/routes.ts';
import type { OrderDesk } from '#infra/main.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';
import { newDesk, resourcesIn, templatesOf } from '#test/support/stacks.ts';

const desk = newDesk();
const { watch, pages: webPages, api, folders } = templatesOf(desk);
const alarms = Object.entries(resourcesIn([watch, webPages], 'AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => ({
  id: id.slice(0, -8),
  ...Properties,
}));
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
const runbook = readFileSync('docs/runbook.md', 'utf8');
/** The anchors of the runbook's pages. */
const pages = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) => anchorOf(title));

/** The functions of a stage without an alarm. */
function unwatched(stage: OrderDesk): string[] {
  const functions = stage.node.findAll().filter((construct) => construct instanceof OrderFunction);
  const watched = stage.node.findAll().filter((construct) => construct instanceof Alarm);
  const names = watched.map(({ node }) => node.id);
  return functions.map(({ node }) => node.id).filter((name) => !names.includes(`${name}-fails`));
}

describe('an alarm', () => {
  test('exists for every function', () => {
    expect(unwatched(desk)).toEqual([]);
  });

  test('that is removed is found missing by this test', () => {
    const planted = newDesk();
    planted.node.findChild('OrderApi').node.findChild('Watch').node.tryRemoveChild('cancelOrder-fails');
    expect(unwatched(planted)).toEqual(['cancelOrder']);
  });

  test('of a route counts its 5xx replies in the access log', () => {
    const [filter] = Object.values(
      api.findResources('AWS::Logs::MetricFilter', { Properties: { FilterPattern: '{ $.status >= 500 }' } }),
    );
    expect(filter?.['Properties'].MetricTransformations).toEqual([
      {
        MetricName: 'Faults',
        MetricNamespace: 'dev-OrderApi',
        MetricValue: '1',
        Dimensions: [{ Key: 'route', Value: '$.route' }],
      },
    ]);
    for (const [name, { method, path }] of Object.entries(routes))
      expect(alarms.find(({ id }) => id === `${name}fails`)).toMatchObject({
        Namespace: 'dev-OrderApi',
        MetricName: 'Faults',
        Dimensions: [{ Name: 'route', Value: `${method} ${path}` }],
        Threshold: 0,
        Statistic: 'Sum',
      });
  });

  test('rings when a route is slow for a quarter of an hour; prints and long polling may take longer', () => {
    const slow = Object.fromEntries(
      alarms.filter(({ id }) => id.endsWith('slow')).map(({ id, ...alarm }) => [id.slice(0, -4), alarm]),
    );
    expect(Object.keys(slow).toSorted()).toEqual(Object.keys(routes).toSorted());
    for (const alarm of Object.values(slow))
      expect(alarm).toMatchObject({
        MetricName: 'Duration',
        ExtendedStatistic: 'p99',
        EvaluationPeriods: 3,
        Period: 300,
      });
    expect(slow['editOrder']?.Threshold).toBe(3000);
    expect(slow['printOrder']?.Threshold).toBe(10_000);
    expect(slow['getLabFeed']?.Threshold).toBeGreaterThan(20_000);
  });

  test('rings when laboratories learn of orders late or not at all', () => {
    const those = ['Late', 'Untold', 'Stranded', 'Unrouted', 'Undelivered', 'announcefails', 'deliverWebhookfails'];
    const found = alarms
      .filter(({ id }) => those.includes(id))
      .map(({ id, MetricName, Threshold }) => [id, MetricName, Threshold]);
    expect(found.toSorted()).toEqual([
      ['Late', 'IteratorAge', 5 * 60 * 1000],
      ['Stranded', 'ApproximateNumberOfMessagesVisible', 0],
      ['Undelivered', 'ApproximateNumberOfMessagesVisible', 0],
      ['Unrouted', 'ApproximateNumberOfMessagesVisible', 0],
      ['Untold', 'ApproximateNumberOfMessagesVisible', 0],
      ['announcefails', 'Errors', 0],
      ['deliverWebhookfails', 'Errors', 0],
    ]);
  });

  test('watches the resource that it is named after', () => {
    // In a nested stack the dimensions are parameters, whose names contain stack and resource.
    const about = (id: string) => JSON.stringify(alarms.find((one) => one.id === id)?.Dimensions);
    for (const [id, resource] of Object.entries({
      Untold: 'DeadLetters',
      Stranded: 'Stranded',
      Unrouted: 'ListenersUnrouted',
      Undelivered: 'ListenersUndelivered',
      Late: 'Announcerannounce',
      announcefails: 'Announcerannounce',
      announceAgainfails: 'AnnouncerannounceAgain',
      deliverWebhookfails: 'DeliveriesdeliverWebhook',
      addClaimsfails: 'addClaims',
      unknownRoutefails: 'unknownRoute',
    }))
      expect(about(id)).toMatch(new RegExp(`${resource}[0-9A-F]{8}`));
    for (const name of Object.keys(routes)) expect(about(`${name}slow`)).toMatch(new RegExp(`${name}[0-9A-F]{8}`));
  });

  test('rings when an order waits for half an hour, however often it has been tried', () => {
    const { Metrics, EvaluationPeriods, Threshold } = alarms.find(({ id }) => id === 'Retrying') ?? {};
    expect(Metrics.map((one: { Expression?: string; Id: string }) => one.Expression ?? one.Id)).toEqual([
      'visible + hidden',
      'visible',
      'hidden',
    ]);
    expect([EvaluationPeriods, Threshold, Metrics[1].MetricStat.Period]).toEqual([6, 0, 300]);
  });

  test('rings when nobody reads what is written: a mapping that is disabled has no age to report', () => {
    const { Metrics, EvaluationPeriods, DatapointsToAlarm, Threshold } = alarms.find(({ id }) => id === 'Unread') ?? {};
    const [both, ...metrics] = Metrics;
    expect(both.Expression).toBe('IF(FILL(written, 0) > 0 AND FILL(read, 0) == 0, 1, 0)');
    // Also where a change comes once in twenty minutes, as at night.
    expect([EvaluationPeriods, DatapointsToAlarm, Threshold]).toEqual([8, 2, 0]);
    type Metric = { MetricName: string; Dimensions: object[] };
    type Counted = { Id: string; MetricStat: { Stat: string; Period: number; Metric: Metric } };
    const counted = metrics.map(({ Id, MetricStat: { Stat, Period, Metric } }: Counted) => [
      Id,
      Stat,
      Period,
      Metric.MetricName,
    ]);
    expect(counted).toEqual([
      ['written', 'Sum', 900, 'ConsumedWriteCapacityUnits'],
      ['read', 'Sum', 900, 'PolledEventCount'],
    ]);
    expect(JSON.stringify(metrics[1].MetricStat.Metric.Dimensions)).toMatch(/EventSourceMappingUUID.*announceStream/);
    // Lambda counts what it reads for those mappings alone that say so.
    const reading = Object.values(api.findResources('AWS::Lambda::EventSourceMapping')).filter(
      ({ Properties }) => Properties.MetricsConfig,
    );
    expect(reading).toMatchObject([
      { Properties: { StartingPosition: 'TRIM_HORIZON', MetricsConfig: { Metrics: ['EventCount'] } } },
    ]);
  });

  test('rings when webhooks wait to be sent, also when their function is not called at all', () => {
    expect(alarms.find(({ id }) => id === 'WebhooksLate')).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 30 * 60,
      Statistic: 'Maximum',
      Dimensions: [{ Value: { 'Fn::ImportValue': expect.stringContaining('DeliveryQueue') } }],
    });
  });

  test('rings when the table throttles any operation, also if the others have no metric', () => {
    const { Metrics } = alarms.find(({ id }) => id === 'TableThrottled') ?? {};
    const [sum, ...metrics] = Metrics;
    expect(sum.Expression).toBe(metrics.map((_: unknown, index: number) => `FILL(m${index}, 0)`).join(' + '));
    // The operation that each command of the SDK is.
    const operations: Record<string, string> = {
      BatchGet: 'BatchGetItem',
      Delete: 'DeleteItem',
      Get: 'GetItem',
      Put: 'PutItem',
      Query: 'Query',
      TransactWrite: 'TransactWriteItems',
      Update: 'UpdateItem',
    };
    const store = globSync('functions/store/*.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join();
    const sent = new Set([...store.matchAll(/new (\w+)Command\(/g)].map(([, command = '']) => operations[command]));
    type Dimensions = { MetricStat: { Metric: { Dimensions: { Name: string; Value: string }[] } } };
    const watched = metrics.map(
      ({ MetricStat }: Dimensions) => MetricStat.Metric.Dimensions.find(({ Name }) => Name === 'Operation')?.Value,
    );
    expect(watched.toSorted()).toEqual([...sent].toSorted());
  });

  test('about what either side may not hear names both sides', () => {
    const both = [
      'Late',
      'Stranded',
      'Untold',
      'Retrying',
      'Unrouted',
      'Undelivered',
      'Unread',
      'WebhooksLate',
      'TurnedAway',
      'TableThrottled',
    ];
    const functions = ['announcefails', 'announceAgainfails', 'deliverWebhookfails', 'FunctionsThrottled'];
    const found = alarms.filter(({ id }) => [...both, ...functions].includes(id));
    expect(found).toHaveLength(both.length + functions.length);
    for (const { id, AlarmDescription } of found)
      expect([id, AlarmDescription]).toEqual([
        id,
        expect.stringMatching(/aborator.*(linic|rganisation)|(linic|rganisation).*aborator/),
      ]);
  });

  test('rings when something is throttled, nobody can sign in, or a backup fails', () => {
    const names = alarms.map(({ id }) => id);
    for (const name of ['TurnedAway', 'FunctionsThrottled', 'TableThrottled', 'addClaimsfails', 'BackupFails'])
      expect(names).toContain(name);
  });

  test('names a page of the runbook, says who is affected, and is sent to the topic', () => {
    expect(alarms.length).toBeGreaterThan(2 * Object.keys(routes).length);
    for (const { id, AlarmDescription, AlarmActions, OKActions, ComparisonOperator, TreatMissingData } of alarms) {
      const [, page, impact] = /^Follow docs\/runbook\.md#([\w-]+)\. (.+)$/.exec(AlarmDescription) ?? [];
      expect([id, impact]).toEqual([id, expect.stringMatching(/[Cc]linic|[Ll]aborator|[Nn]obody|Callers/)]);
      expect(pages).toContain(page);
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Topic/) }]);
      expect(OKActions).toEqual(AlarmActions);
      expect([ComparisonOperator, TreatMissingData]).toEqual(['GreaterThanThreshold', 'notBreaching']);
    }
  });

  test('is sent to the addresses in the configuration; what concerns orders through an encrypted topic', () => {
    const { watch: told, pages: toldToo } = templatesOf(newDesk({ alarms: ['operator@desk.example'] }));
    for (const template of [told, toldToo]) {
      template.hasResourceProperties('AWS::SNS::Subscription', {
        Protocol: 'email',
        Endpoint: 'operator@desk.example',
      });
      const [policy] = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
      expect(policy?.['Properties'].PolicyDocument.Statement).toMatchObject([
        { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } },
      ]);
    }
    const [topic] = Object.values(told.findResources('AWS::SNS::Topic'));
    expect(JSON.stringify(topic?.['Properties'].KmsMasterKeyId)).toContain('OrderData:ExportsOutputFnGetAttKey');
  });
});

test('each page of the runbook names its alarms below its heading, and no others', () => {
  const pageOf = ({ AlarmDescription }: { AlarmDescription: string }) => /#([\w-]+)/.exec(AlarmDescription)?.[1] ?? '';
  for (const [, title = '', names = ''] of runbook.matchAll(/^## (.+)\n\n(Alarms?: .+)?$/gm)) {
    const named = [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replace('-', ''));
    const leading = alarms.filter((alarm) => pageOf(alarm) === anchorOf(title)).map(({ id }) => id);
    // A page of all routes names none of them.
    const kinds = leading.map((id) => (named.includes(id) ? id : id.replace(/^\w+(?=fails$|slow$)/, '<route>')));
    expect([title, named.toSorted()]).toEqual([title, [...new Set(kinds)].toSorted()]);
  }
});

test('the runbook names all stacks of routes, where the logs of a route are', () => {
  const [, listed = ''] = /one for each folder of routes \(([^)]+)\)/.exec(runbook) ?? [];
  expect(listed.split(', ').toSorted()).toEqual([...folders.keys()].map((folder) => `\`${folder}\``).toSorted());
});

test('docs/deploy.md says what the alarms cost: ten cents a month for each metric', () => {
  const metrics = alarms.flatMap(({ Metrics = [{ MetricStat: {} }] }) =>
    Metrics.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat),
  );
  const [, costs] = /about (\d+) USD for the alarms/.exec(readFileSync('docs/deploy.md', 'utf8')) ?? [];
  expect(Number(costs)).toBe(Math.round(metrics.length / 10));
});

test('every page of the runbook belongs to an alarm', () => {
  const linked = alarms.map(({ AlarmDescription }) => /#([\w-]+)/.exec(AlarmDescription)?.[1]);
  expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
});

test('the board shows every alarm, every route, the announcer, webhooks and the table', () => {
  const [board] = Object.values(watch.findResources('AWS::CloudWatch::Dashboard'));
  const shown = JSON.stringify(board?.['Properties'].DashboardBody);
  for (const { method, path } of Object.values(routes)) expect(shown).toContain(`${method} ${path}`);
  for (const metric of [
    'IteratorAge',
    'ConsumedReadCapacityUnits',
    'ConcurrentExecutions',
    'Latency',
    'TurnedAway',
    // What waits for its next attempt is delayed, not in flight.
    'ApproximateNumberOfMessagesDelayed',
  ])
    expect(shown).toContain(metric);
  for (const alarm of Object.keys(watch.findResources('AWS::CloudWatch::Alarm'))) expect(shown).toContain(alarm);
});
