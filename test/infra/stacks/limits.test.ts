import { describe, expect, test } from 'vitest';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { examples } from '#functions/description/examples.ts';
import { permissions } from '#infra/rights/permissions.ts';
import { newDesk, resourcesIn, templatesOf } from '#test/support/stacks.ts';

// Doubles the route table: each route again with another name and path, the same rights and the same example.
const rights = new Map(Object.entries(permissions));
const rows = Object.values<Route>(routes);
for (const row of rows) {
  const name = `${row.name}Again`;
  Object.assign(routes, { [name]: { ...row, name, path: row.path.replace('/v1', '/v1/again') } });
  Object.assign(permissions, { [name]: rights.get(row.name) });
  Object.assign(examples.operations, { [name]: examples.operations[row.name] });
}

const { all, folders, watch } = templatesOf(newDesk());
const functions = resourcesIn(Object.values(all), 'AWS::Lambda::Function');
const count = (members: object = {}) => Object.keys(members).length;

describe('with twice the routes', () => {
  test('the stacks of routes have twice the functions', () => {
    expect(Object.keys(resourcesIn(folders.values(), 'AWS::Lambda::Function'))).toHaveLength(2 * rows.length);
  });

  test.each(Object.entries(all))('the stack %s is well below the limits of CloudFormation', (_, template) => {
    const { Resources, Parameters, Outputs } = template.toJSON();
    // The limits are 500 resources, 200 parameters, 200 outputs, and 1 MB of template.
    expect(count(Resources)).toBeLessThan(400);
    expect(count(Parameters)).toBeLessThan(200);
    expect(count(Outputs)).toBeLessThan(200);
    expect(JSON.stringify(template.toJSON()).length).toBeLessThan(1_000_000);
  });

  test('no function has more than the 4 KB of environment that Lambda takes', () => {
    for (const { Properties } of Object.values(functions))
      expect(JSON.stringify(Properties.Environment.Variables).length).toBeLessThan(4000);
  });

  test('no widget of the board has more than the 100 alarms that CloudWatch shows', () => {
    const [board] = Object.values(resourcesIn([watch], 'AWS::CloudWatch::Dashboard'));
    const parts: unknown[] = board?.['Properties'].DashboardBody['Fn::Join'][1];
    const { widgets } = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'x')).join(''));
    const shown = widgets.flatMap(({ type, properties }: { type: string; properties: { alarms: string[] } }) =>
      type === 'alarm' ? [properties.alarms.length] : [],
    );
    expect(Math.max(...shown)).toBeLessThanOrEqual(100);
    expect(shown.reduce((sum: number, some: number) => sum + some)).toBe(
      count(watch.findResources('AWS::CloudWatch::Alarm')),
    );
  });
});
