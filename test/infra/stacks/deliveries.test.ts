import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { routes } from '#functions/contract/routes.ts';
import { newDesk, resourcesIn, templatesOf } from '#test/support/stacks.ts';

const laboratoryAccounts = { 'apex-lab': 'arn:aws:events:eu-central-1:111122223333:event-bus/orders' };
const desk = (different: object = {}) => templatesOf(newDesk(different));
const { all, data, api, folders } = desk();

const seconds = (amount: number) => amount * 1000;
const minutes = (amount: number) => seconds(amount * 60);
const hours = (amount: number) => minutes(amount * 60);

describe('webhooks', () => {
  test('have further attempts for three days, at the intervals of docs/listening.md', () => {
    const functions = Object.values(resourcesIn([...folders.values(), api], 'AWS::Lambda::Function')).map(
      ({ Properties }) => Properties,
    );
    const telling = functions.filter(({ Environment: { Variables } }) => Variables.DELIVERY_WAITS);
    expect(telling.map(({ Description }) => Description)).toEqual([
      routes.replayDeliveries.summary,
      routes.replayLabDeliveries.summary,
      'Send webhooks to the endpoints of laboratories and organisations.',
    ]);
    const { Environment, Timeout, RecursiveLoop } = telling.at(-1) ?? {};
    expect(JSON.parse(Environment.Variables.DELIVERY_WAITS)).toEqual([
      seconds(5),
      minutes(5),
      minutes(30),
      hours(2),
      hours(5),
      hours(10),
      hours(14),
      hours(20),
      hours(24),
    ]);
    expect(Timeout).toBeGreaterThan(15 + 5);
    // It queues its own next attempt, which Lambda's loop detection would stop.
    expect(RecursiveLoop).toBe('Allow');
    expect(JSON.stringify(Environment.Variables.DELIVERY_QUEUE_URL)).toContain('DeliveryQueue');
  });

  test('get all events of orders through a queue with dead letters', () => {
    data.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['order-desk'], 'detail-type': Match.absent() },
      Targets: [
        Match.objectLike({
          InputPath: '$.detail',
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ListenersDeliveryQueue'), 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ListenersUnrouted'), 'Arn'] } },
        }),
      ],
    });
    data.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 180,
      MessageRetentionPeriod: 14 * 24 * 3600,
      RedrivePolicy: { maxReceiveCount: 100, deadLetterTargetArn: Match.anyValue() },
    });
  });

  test('are sent one in each call, so that a slow endpoint delays no other', () => {
    const mappings = Object.values(api.findResources('AWS::Lambda::EventSourceMapping')).map(
      ({ Properties }) => Properties,
    );
    expect(
      mappings.find(({ EventSourceArn }) => JSON.stringify(EventSourceArn).includes('DeliveryQueue')),
    ).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      // Leaves the rest of the account's concurrency to the API.
      ScalingConfig: { MaximumConcurrency: 300 },
    });
  });

  test('are sent with as little memory as other functions have that wait for somebody', () => {
    const functions = Object.values(resourcesIn([...folders.values(), api], 'AWS::Lambda::Function'));
    const memory = (description: string) =>
      functions.map(({ Properties }) => Properties).find(({ Description }) => Description === description)?.MemorySize;
    expect(memory('Send webhooks to the endpoints of laboratories and organisations.')).toBe(256);
    expect(memory(routes.testSubscription.summary)).toBe(256);
    expect(memory(routes.getFeed.summary)).toBe(256);
  });

  test('never get the setting that lets the local product call its own machine', () => {
    for (const template of Object.values(all)) expect(JSON.stringify(template.toJSON())).not.toMatch(/WEBHOOKS_TO/);
  });
});

describe('a laboratory with an AWS account of its own', () => {
  test('gets the events that tell it on the bus of its account, if the configuration names that', () => {
    data.resourceCountIs('AWS::Events::Rule', 1);
    const { data: configured } = desk({ laboratoryAccounts });
    configured.resourceCountIs('AWS::Events::Rule', 2);
    configured.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['order-desk'],
        detail: { data: { to: ['laboratory'], laboratoryId: ['apex-lab'] } },
      },
      Targets: [
        Match.objectLike({
          Arn: laboratoryAccounts['apex-lab'],
          RoleArn: Match.anyValue(),
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ListenersUnrouted'), 'Arn'] } },
        }),
      ],
    });
  });

  test('is refused if its id or its bus is malformed', () => {
    expect(() => desk({ laboratoryAccounts: { 'Apex Lab': laboratoryAccounts['apex-lab'] } })).toThrow();
    expect(() => desk({ laboratoryAccounts: { 'apex-lab': 'https://example.com' } })).toThrow();
  });
});
