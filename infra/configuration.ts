import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Node } from 'constructs';
import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';

/** The most audiences of one JWT authorizer. An audience is an app client: one for people, and one for each system. */
const audiences = 50;

/** The settings of a stage, as an operator writes them below `stages` in cdk.json. */
export const Configuration = z.strictObject({
  /** The AWS region that the stage is deployed to. */
  region: z.string().check(
    z.refine((name) => RegionInfo.regions.some((region) => region.name === name), {
      error: 'Name a region of AWS, such as eu-central-1.',
    }),
  ),
  /**
   * The address of the stage's web pages. They may call the API from a browser, people sign in and out there, and the
   * types of problems lead there.
   */
  pages: z
    .url()
    .check(z.regex(/^https:\/\/[a-z\d.-]+$/, 'Write https:// and a host in lower case, without a port or a path.')),
  /** Programs of laboratories and clinics that get tokens by client credentials. Each gets an app client of this name. */
  systems: z.array(Id).check(
    z.maxLength(audiences - 1, 'Name at most 49: a JWT authorizer takes 50 audiences. See docs/deploy.md, "Limits".'),
    z.refine((names) => new Set(names.map((name) => name.replaceAll('-', ''))).size === names.length, {
      error: 'Give each a name of its own. Names that differ only in hyphens get the same CloudFormation id.',
    }),
  ),
  /** The e-mail addresses that alarms are sent to. */
  alarms: z.array(z.email()),
  /** The API's limit of requests per second, and its burst limit. */
  throttle: z.strictObject({ rateLimit: z.int().check(z.positive()), burstLimit: z.int().check(z.positive()) }),
  /** The event bus in a laboratory's own AWS account, by laboratory id. */
  laboratoryAccounts: z.record(
    Id,
    z
      .string()
      .check(
        z.regex(
          /^arn:[\w-]+:events:[\w-]+:\d{12}:event-bus\/.+$/,
          'Send the ARN of a bus: arn:aws:events:<region>:<account>:event-bus/<name>.',
        ),
      ),
  ),
});
export type Configuration = z.infer<typeof Configuration>;

/** The settings of a stage in cdk.json. Throws an error that names every fault in them. */
export function configurationOf(node: Node, stage: string): Configuration {
  if (/aws|amazon|cognito/.test(stage))
    throw new Error(`Choose another name than "${stage}": Cognito allows no domain with aws, amazon or cognito in it.`);
  const stages = z.record(Id, z.unknown()).parse(node.getContext('stages'));
  const known = Object.keys(stages);
  if (!known.includes(stage))
    throw new Error(`Choose a stage of cdk.json: ${known.join(' or ')}. There is no "${stage}".`);
  const { data, error } = Configuration.safeParse(stages[stage]);
  if (error) {
    const issues = error.issues.map((issue) => ({ ...issue, message: issueInEnglish(issue) }));
    throw new Error(`Correct the stage "${stage}" in cdk.json:\n${z.prettifyError({ issues })}`);
  }
  return data;
}
