import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OrderDesk } from '#infra/main.ts';
import { RouteStack } from '#infra/stacks/route-stack.ts';

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));

/** What says of a stage how it differs; as cdk.json has it for `dev`. */
export const configuration = context.stages.dev;

/** The app with its context as deployed, but that nothing is bundled, so that it is made in no time. */
export const newApp = (more: object = {}): App =>
  new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true, ...more },
  });

/** A stage `dev`, which may differ from that of cdk.json. */
export const newDesk = (different: object = {}): OrderDesk =>
  new OrderDesk(newApp({ stages: { dev: { ...configuration, ...different } } }), 'dev');

/** The templates of a stage: all of them, nested ones too, by their stacks' paths below it, and each by what it is. */
export function templatesOf(desk: OrderDesk) {
  desk.synth();
  const stacks = desk.node.findAll().filter((construct) => construct instanceof Stack);
  const pathOf = (stack: Stack) => stack.node.path.slice(desk.node.path.length + 1);
  const all = Object.fromEntries(stacks.map((stack) => [pathOf(stack), Template.fromStack(stack)]));
  const template = (path: string) => {
    const found = all[path];
    if (!found) throw new Error(`There is no stack ${path}.`);
    return found;
  };
  return {
    all,
    data: template('OrderData'),
    signIn: template('SignIn'),
    api: template('OrderApi'),
    /** Those of the API's routes, by folder. */
    folders: new Map(
      stacks.filter((stack) => stack instanceof RouteStack).map((stack) => [stack.node.id, template(pathOf(stack))]),
    ),
    watch: template('OrderApi/Watch'),
  };
}

/** The resources of a type in several templates, each of which has its logical id alone. */
export function resourcesIn(templates: Iterable<Template>, type: string) {
  const found = [...templates].flatMap((template) => Object.entries(template.findResources(type)));
  const resources = Object.fromEntries(found);
  if (Object.keys(resources).length < found.length) throw new Error(`Two resources ${type} have the same logical id.`);
  return resources;
}
