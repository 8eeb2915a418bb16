import type * as z from 'zod/mini';
import type { Messages, readiness, Tables } from '#domain/kernel/messages/en.ts';

/** The messages of one language, by code. Each is made from facts, or from none. */
export type MessageTable = Record<string, (facts: never) => string>;

/** What is said: a code of a table, and the facts for its message. Words are made of it for whoever reads it. */
export type Said<Rows extends MessageTable, Code extends keyof Rows = keyof Rows> = {
  code: Code;
  facts: Parameters<Rows[Code]>[0];
};

export type FaultCode = keyof Messages['faults'];
export type FaultFacts<Code extends FaultCode> = Parameters<Messages['faults'][Code]>;
/** The codes of what a draft itself lacks before it can be published. */
export type ReadinessCode = keyof typeof readiness;
export type TableCode = keyof Tables;
export type TableFacts<Code extends TableCode> = Parameters<Tables[Code]>;
export type WarningCode = keyof Messages['warnings'];
export type WarningFacts<Code extends WarningCode> = Parameters<Messages['warnings'][Code]>;
export type EffectCode = keyof Messages['effects'];

/** Something said in words: its message in the language of the table, instead of the facts. */
export function inWords<Rows extends MessageTable, Thing extends Said<Rows>>(
  rows: Rows & { [Code in keyof Rows]: (facts: Parameters<Rows[Code]>[0]) => string },
  { facts, ...thing }: Thing,
): Omit<Thing, 'facts'> & { message: string } {
  return { ...thing, message: rows[thing.code](facts) };
}

/** A custom zod issue for a broken rule; add its `path`. Its message is the code: words are made of it later. */
export const customIssue = <Code extends FaultCode>(code: Code, ...facts: FaultFacts<Code>) => ({
  code: 'custom' as const,
  params: { code, facts: facts[0] },
  message: code,
});

/** What an issue says, if one of our rules made it. */
export function saidBy(issue: z.core.$ZodIssue): Said<Messages['faults']> | undefined {
  const { params } = Object(issue);
  return isSaid(params) ? params : undefined;
}

const isSaid = (params: unknown): params is Said<Messages['faults']> => typeof Object(params).code === 'string';

/** Adds code and facts to the `params` of an issue, which zod passes on, and returns the code as its message. */
export function explainIssue<Code extends FaultCode>(
  issue: z.core.$ZodRawIssue,
  code: Code,
  ...facts: FaultFacts<Code>
): string {
  const { message, params } = customIssue(code, ...facts);
  Object.assign(issue, { params });
  return message;
}

/** Whether an issue is that nothing was sent: no value, or no member that would say which form an object has. */
export const isMissing = ({ input, discriminator }: z.core.$ZodRawIssue): boolean =>
  (typeof discriminator === 'string' ? Object(input)[discriminator] : input) === undefined;

/**
 * The error of a schema or check. It applies only to that schema or check itself: zod also calls a schema's `error` for
 * its bounds. Of a value that is missing it says nothing: that is `required`, whatever its schema.
 */
export const rule = <Code extends FaultCode>(code: Code, ...facts: FaultFacts<Code>) =>
  ruleOf(() => true, code, ...facts);

/** Like `rule`, but only for inputs that match; for all others the general message is used. */
export function ruleOf<Code extends FaultCode>(
  meant: (input: unknown) => boolean,
  code: Code,
  ...facts: FaultFacts<Code>
) {
  const error = (issue: z.core.$ZodRawIssue): string | undefined =>
    issue.inst?._zod.def.error === error && !isMissing(issue) && meant(issue.input)
      ? explainIssue(issue, code, ...facts)
      : undefined;
  return { error };
}
