import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OrderDesk } from '#infra/main.ts';
import { RouteStack } from '#infra/stacks/route-stack.ts';

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));

/** The settings of the stage `dev` in cdk.json. */
export const configuration = context.stages.dev;

/**
 * The CDK app with the context of cdk.json, but without bundling, stack traces and the tree of constructs,
 * so that synthesis is fast.
 */
export const newApp = (more: object = {}): App =>
  new App({
    treeMetadata: false,
    context: {
      ...context,
      'aws:cdk:bundling-stacks': [],
      'aws:cdk:disable-asset-staging': true,
      'aws:cdk:disable-stack-trace': true,
      ...more,
    },
  });

/** The stage `dev` with some settings changed. */
export const newDesk = (different: object = {}): OrderDesk =>
  new OrderDesk(newApp({ stages: { dev: { ...configuration, ...different } } }), 'dev');

/** Synthesises a stage. `all` has its templates by path below the stage, with those of nested stacks. */
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
    /** The templates of the nested stacks of routes, by folder. */
    folders: new Map(
      stacks.filter((stack) => stack instanceof RouteStack).map((stack) => [stack.node.id, template(pathOf(stack))]),
    ),
    watch: template('OrderApi/Watch'),
    pages: template('Pages'),
  };
}

/** The resources of a type in several templates, by logical id. Throws if two have the same. */
export function resourcesIn(templates: Iterable<Template>, type: string) {
  const found = [...templates].flatMap((template) => Object.entries(template.findResources(type)));
  const resources = Object.fromEntries(found);
  if (Object.keys(resources).length < found.length) throw new Error(`Two resources ${type} have the same logical id.`);
  return resources;
}
