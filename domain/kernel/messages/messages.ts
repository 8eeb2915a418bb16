import type * as z from 'zod';
import { en, type Messages } from '#domain/kernel/messages/en.ts';
import { messagesFrom } from '#domain/kernel/messages/message-table.ts';

export type FaultCode = keyof Messages['faults'];
export type FaultFacts<Code extends FaultCode> = Parameters<Messages['faults'][Code]>;
export type WarningCode = keyof Messages['warnings'];
export type WarningFacts<Code extends WarningCode> = Parameters<Messages['warnings'][Code]>;

export const faultMessage = messagesFrom<Messages['faults']>(en.faults);
export const warningMessage = messagesFrom<Messages['warnings']>(en.warnings);
export const effectMessage = messagesFrom<Messages['effects']>(en.effects);
export const endingMessage = messagesFrom<Messages['endings']>(en.endings);

/** What a schema adds by hand where its rule is broken, for an issue's `path`. */
export const customIssue = <Code extends FaultCode>(code: Code, ...facts: FaultFacts<Code>) => ({
  code: 'custom' as const,
  params: { code, facts },
  message: faultMessage(code, ...facts),
});

/** Says what is wrong with an issue, and leaves on it the code and the facts: zod hands on all that an issue carries. */
export function explainIssue<Code extends FaultCode>(
  issue: z.core.$ZodRawIssue,
  code: Code,
  ...facts: FaultFacts<Code>
): string {
  const { message, params } = customIssue(code, ...facts);
  Object.assign(issue, { params });
  return message;
}

/**
 * What a schema or one of its checks says where it fails. It speaks for nobody else: zod also asks the message of a schema
 * for the bounds that are set on it.
 */
export const rule = <Code extends FaultCode>(code: Code, ...facts: FaultFacts<Code>) =>
  ruleOf(() => true, code, ...facts);

/** A rule for some of what may be sent; zod's own words stand for the rest. */
export function ruleOf<Code extends FaultCode>(
  meant: (input: unknown) => boolean,
  code: Code,
  ...facts: FaultFacts<Code>
) {
  const error = (issue: z.core.$ZodRawIssue): string | undefined =>
    issue.inst?._zod.def.error === error && meant(issue.input) ? explainIssue(issue, code, ...facts) : undefined;
  return { error };
}
