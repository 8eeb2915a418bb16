import type * as z from 'zod';
import type { RequestFault } from '#domain/decision.ts';

/** A JSON pointer (RFC 6901). */
const pointer = (path: readonly PropertyKey[]) =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What the parts of a request that a route takes are called in an answer. */
const parts = new Map<PropertyKey | undefined, RequestFault['in']>([
  ['params', 'path'],
  ['query', 'query'],
]);

/** Every fault that a route's schema found in a request: its part, a pointer into that, a code and the cure. */
export function faultsOf(error: z.ZodError): RequestFault[] {
  return error.issues.flatMap((issue): RequestFault[] => {
    const [part, ...path] = issue.path;
    const fault = { in: parts.get(part) ?? 'body', pointer: pointer(path), message: issue.message };
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          ...fault,
          pointer: pointer([...path, key]),
          code: 'unknown_field',
          message: 'There is no such field to send here; check its spelling or leave it out.',
        }));
      case 'invalid_type':
        return [
          issue.message.endsWith('received undefined') ? { ...fault, ...required } : { ...fault, code: 'invalid_type' },
        ];
      case 'too_small':
        return [
          { ...fault, code: issue.code, message: issue.origin === 'string' ? 'Must not be empty.' : fault.message },
        ];
      case 'custom':
        return [{ ...fault, code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'invalid' }];
      default:
        return [{ ...fault, code: issue.code }];
    }
  });
}

const required = { code: 'required', message: 'This field is required.' };
