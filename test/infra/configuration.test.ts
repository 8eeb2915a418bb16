import { describe, expect, test } from 'vitest';
import { OrderDesk } from '#infra/main.ts';
import { configuration, newApp, newDesk } from '#test/support/stacks.ts';

describe('the configuration of a stage', () => {
  test('belongs to a stage that Cognito can name in an address', () => {
    expect(() => new OrderDesk(newApp(), 'aws-test')).toThrow('A stage cannot be called "aws-test"');
  });

  test('is asked for by the name of a stage that there is', () => {
    expect(() => new OrderDesk(newApp(), 'staging')).toThrow(
      'There is no stage "staging" in cdk.json: it has dev and prod.',
    );
  });

  test.each([
    [
      'a laboratory whose id cannot be one',
      { laboratoryAccounts: { 'Apex Lab': 'arn:aws:events:eu-central-1:111122223333:event-bus/x' } },
      /laboratoryAccounts/,
    ],
    [
      'a bus that is none',
      { laboratoryAccounts: { 'apex-lab': 'https://example.com' } },
      /laboratoryAccounts\.apex-lab|laboratoryAccounts\["apex-lab"\]/,
    ],
    [
      'an origin with a path',
      { origins: ['https://orders.example.com/'] },
      /An origin is a scheme and a host, without a path/,
    ],
    ['nowhere to come back to', { signedInAt: [] }, /signedInAt/],
    ['a system whose name cannot be one', { systems: ['Apex Lab'] }, /systems\[0\]/],
    [
      'more systems than an authorizer takes',
      { systems: Array.from({ length: 50 }, (_, index) => `lab-${index}`) },
      /50 audiences/,
    ],
    ['an address that is no address', { alarms: ['operator'] }, /alarms\[0\]/],
    ['a region that there is not', { region: 'eu-wst-9' }, /Not a region of AWS, which are called like eu-central-1/],
    ['a page that is not under TLS', { signedInAt: ['http://orders.example.com/'] }, /signedInAt\[0\]/],
    ['a page with a fragment', { signedInAt: ['https://orders.example.com/#in'] }, /signedInAt\[0\]/],
    ['a page that is a script', { signedOutAt: ['javascript:alert(1)'] }, /signedOutAt\[0\]/],
    ['two systems that differ in hyphens', { systems: ['acme-lab', 'acmelab'] }, /nor differ in hyphens alone/],
    ['a word that nobody reads', { orgins: [] }, /orgins/],
  ])('with %s is refused by name', (_, different, named) => {
    expect(() => newDesk(different)).toThrow(named);
    expect(() => newDesk(different)).toThrow('The stage "dev" of cdk.json is not valid');
  });

  test('takes as many systems as an authorizer does, beside the people', () => {
    const systems = Array.from({ length: 49 }, (_, index) => `lab-${index}`);
    expect(() => newDesk({ systems })).not.toThrow();
    expect(configuration.systems).toEqual(['apex-lab']);
  });
});
