import type * as z from 'zod';
import { en, type Messages, type readiness } from '#domain/kernel/messages/en.ts';
import { messagesFrom } from '#domain/kernel/messages/message-table.ts';

export type FaultCode = keyof Messages['faults'];
export type FaultFacts<Code extends FaultCode> = Parameters<Messages['faults'][Code]>;
/** The codes of what a draft itself lacks before it can be published. */
export type ReadinessCode = keyof typeof readiness;
export type TableCode = keyof Messages['tables'];
export type TableFacts<Code extends TableCode> = Parameters<Messages['tables'][Code]>;
export type WarningCode = keyof Messages['warnings'];
export type WarningFacts<Code extends WarningCode> = Parameters<Messages['warnings'][Code]>;

export const faultMessage = messagesFrom<Messages['faults']>(en.faults);
export const tableMessage = messagesFrom<Messages['tables']>(en.tables);
export const warningMessage = messagesFrom<Messages['warnings']>(en.warnings);
export const effectMessage = messagesFrom<Messages['effects']>(en.effects);
export const endingMessage = messagesFrom<Messages['endings']>(en.endings);

/** A custom zod issue for a broken rule; add its `path`. */
export const customIssue = <Code extends FaultCode>(code: Code, ...facts: FaultFacts<Code>) => ({
  code: 'custom' as const,
  params: { code, facts },
  message: faultMessage(code, ...facts),
});

/** Returns the message for an issue, and adds code and facts to its `params`, which zod passes on. */
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
 * The error message of a schema or check. It applies only to that schema or check itself: zod also calls a schema's
 * `error` for its bounds.
 */
export const rule = <Code extends FaultCode>(code: Code, ...facts: FaultFacts<Code>) =>
  ruleOf(() => true, code, ...facts);

/** Like `rule`, but only for inputs that match; for all others zod's own message is used. */
export function ruleOf<Code extends FaultCode>(
  meant: (input: unknown) => boolean,
  code: Code,
  ...facts: FaultFacts<Code>
) {
  const error = (issue: z.core.$ZodRawIssue): string | undefined =>
    issue.inst?._zod.def.error === error && meant(issue.input) ? explainIssue(issue, code, ...facts) : undefined;
  return { error };
}
