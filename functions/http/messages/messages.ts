import type { RequestPart } from '#domain/kernel/decision.ts';
import type { Said } from '#domain/kernel/messages/messages.ts';
import type { Messages } from '#functions/http/messages/en.ts';

export type HttpFaultCode = keyof Messages['faults'];

/** A fault that the HTTP layer finds. */
export type HttpFault<Code extends HttpFaultCode = HttpFaultCode> = { in: RequestPart; pointer: string } & Said<
  Messages['faults'],
  Code
>;

/** Makes a fault that the HTTP layer finds, from its code and the facts for its message. */
export function httpFault<Code extends HttpFaultCode>(
  where: RequestPart,
  pointer: string,
  code: Code,
  ...facts: Parameters<Messages['faults'][Code]>
): HttpFault<Code> {
  return { in: where, pointer, code, facts: facts[0] };
}
