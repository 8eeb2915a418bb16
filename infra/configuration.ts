import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Node } from 'constructs';
import * as z from 'zod';
import { Id } from '#domain/kernel/identifiers.ts';

/** How many audiences a JWT authorizer takes: the app client of people, and one for each system. */
const audiences = 50;

const origin = z
  .url({ protocol: /^https?$/ })
  .regex(/^https?:\/\/[^/]+$/, 'An origin is a scheme and a host, without a path.');

/** A page that Cognito sends people to: over TLS but on the developer's own machine, and without a fragment. */
const page = z
  .url({ protocol: /^https?$/ })
  .regex(
    /^(https:\/\/|http:\/\/localhost[:/])[^#]*$/,
    'Begins with https:// or http://localhost, and has no fragment.',
  );

/** What differs between stages, and only the operator knows: `stages` in the context, cdk.json. */
export const Configuration = z.strictObject({
  /** Where all of it runs and is kept. */
  region: z.string().refine((name) => RegionInfo.regions.some((region) => region.name === name), {
    error: 'Not a region of AWS, which are called like eu-central-1.',
  }),
  /** Where the clinics' own pages are served from: they may call the API from a browser. */
  origins: z.array(origin),
  /** Where people come back to, once they have signed in or out. */
  signedInAt: z.array(page).min(1),
  signedOutAt: z.array(page).min(1),
  /** The systems of laboratories and clinics that sign in by themselves: each gets an app client of this name. */
  systems: z
    .array(Id)
    .max(audiences - 1, 'A JWT authorizer takes 50 audiences: see docs/deploy.md, "Limits".')
    .refine((names) => new Set(names.map((name) => name.replaceAll('-', ''))).size === names.length, {
      error: 'No two may be the same, nor differ in hyphens alone: a template could not tell them apart.',
    }),
  /** Who is told when an alarm rings. */
  alarms: z.array(z.email()),
  /** Requests a second that the API takes on average, and at once. */
  throttle: z.strictObject({ rateLimit: z.int().positive(), burstLimit: z.int().positive() }),
  /** The buses of laboratories' own AWS accounts, by laboratory. */
  laboratoryAccounts: z.record(
    Id,
    z
      .string()
      .regex(
        /^arn:[\w-]+:events:[\w-]+:\d{12}:event-bus\/.+$/,
        'The ARN of a bus: arn:aws:events:<region>:<account>:event-bus/<name>.',
      ),
  ),
});
export type Configuration = z.infer<typeof Configuration>;

/** The configuration of a stage; names what is wrong with it. */
export function configurationOf(node: Node, stage: string): Configuration {
  if (/aws|amazon|cognito/.test(stage))
    throw new Error(`A stage cannot be called "${stage}": Cognito takes no address with aws, amazon or cognito in it.`);
  const stages = z.record(Id, z.unknown()).parse(node.getContext('stages'));
  const known = Object.keys(stages);
  if (!known.includes(stage))
    throw new Error(`There is no stage "${stage}" in cdk.json: it has ${known.join(' and ')}.`);
  const { data, error } = Configuration.safeParse(stages[stage]);
  if (error) throw new Error(`The stage "${stage}" of cdk.json is not valid:\n${z.prettifyError(error)}`);
  return data;
}
