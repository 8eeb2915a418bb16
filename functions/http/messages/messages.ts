import type { RequestFault } from '#domain/kernel/decision.ts';
import { messagesFrom } from '#domain/kernel/messages/message-table.ts';
import { en, type Messages } from '#functions/http/messages/en.ts';
import type { Refusal } from '#functions/http/refusal.ts';

export type HttpFaultCode = keyof Messages['faults'];

const faultMessage = messagesFrom<Messages['faults']>(en.faults);

/** Makes a fault that the HTTP layer finds, from its code and the facts for its message. */
export function httpFault<Code extends HttpFaultCode>(
  where: RequestFault['in'],
  pointer: string,
  code: Code,
  ...facts: Parameters<Messages['faults'][Code]>
): RequestFault {
  return { in: where, pointer, code, message: faultMessage(code, ...facts) };
}

/** The title and detail of a refusal. */
export function wordsOf<Code extends Refusal['code']>(refusal: Extract<Refusal, { code: Code }>) {
  const words: { title: string; detail: (facts: Extract<Refusal, { code: Code }>) => string } =
    en.problems[refusal.code];
  return { title: words.title, detail: words.detail(refusal) };
}
