import { readFileSync } from 'node:fs';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OrderDesk } from '#infra/main.ts';

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

/** The templates of a stage by their stacks. */
export function templatesOf(desk: OrderDesk) {
  desk.synth();
  const template = (path: string) => {
    const stack = desk.node.findAll().find((construct) => construct.node.path === `${desk.node.path}/${path}`);
    return Template.fromStack(stack as Stack);
  };
  return {
    data: template('OrderData'),
    signIn: template('SignIn'),
    api: template('OrderApi'),
    watch: template('OrderApi/Watch'),
  };
}
