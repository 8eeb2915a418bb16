import { describe, expect, test } from 'vitest';
import { OrderDesk } from '#infra/main.ts';
import { configuration, newApp, newDesk } from '#test/support/stacks.ts';

describe('the configuration of a stage', () => {
  test('is refused for a stage whose name Cognito does not allow in a domain', () => {
    expect(() => new OrderDesk(newApp(), 'aws-test')).toThrow('Choose another name than "aws-test"');
  });

  test('is refused for a stage that cdk.json does not have', () => {
    expect(() => new OrderDesk(newApp(), 'staging')).toThrow(
      'Choose a stage of cdk.json: dev or prod. There is no "staging".',
    );
  });

  test.each([
    [
      'a laboratory whose id cannot be one',
      { laboratoryAccounts: { 'Apex Lab': 'arn:aws:events:eu-central-1:111122223333:event-bus/x' } },
      /laboratoryAccounts/,
    ],
    [
      'a bus without an ARN',
      { laboratoryAccounts: { 'apex-lab': 'https://example.com' } },
      /laboratoryAccounts\.apex-lab|laboratoryAccounts\["apex-lab"\]/,
    ],
    ['no address of its pages', { pages: undefined }, /pages/],
    ['pages below a path', { pages: 'https://orders.example.com/desk' }, /Write https:\/\/ and a host[\s\S]+ pages/],
    ['pages that end with a slash', { pages: 'https://orders.example.com/' }, /pages/],
    ['pages on another port', { pages: 'https://orders.example.com:8443' }, /pages/],
    ['pages that are not under TLS', { pages: 'http://orders.example.com' }, /pages/],
    ['pages with a host that browsers write in lower case', { pages: 'https://Orders.example.com' }, /pages/],
    ['pages with a user', { pages: 'https://anna@orders.example.com' }, /pages/],
    ['pages that are a script', { pages: 'javascript:alert(1)' }, /pages/],
    ['a system whose name cannot be one', { systems: ['Apex Lab'] }, /Use 1-40 lower-case[\s\S]+systems\[0\]/],
    [
      'more systems than an authorizer takes',
      { systems: Array.from({ length: 50 }, (_, index) => `lab-${index}`) },
      /50 audiences/,
    ],
    ['an alarm address that is no e-mail address', { alarms: ['operator'] }, /alarms\[0\]/],
    ['an unknown region', { region: 'eu-wst-9' }, /Name a region of AWS, such as eu-central-1/],
    ['two systems that differ in hyphens', { systems: ['acme-lab', 'acmelab'] }, /Names that differ only in hyphens/],
    ['an unknown setting', { paegs: 'https://orders.example.com' }, /paegs/],
  ])('with %s is refused, and the error names the setting', (_, different, named) => {
    expect(() => newDesk(different)).toThrow(named);
    expect(() => newDesk(different)).toThrow('Correct the stage "dev" in cdk.json');
  });

  test('takes 49 systems, which with the client of people are the 50 audiences of an authorizer', () => {
    const systems = Array.from({ length: 49 }, (_, index) => `lab-${index}`);
    expect(() => newDesk({ systems })).not.toThrow();
    expect(configuration.systems).toEqual(['apex-lab']);
  });
});
