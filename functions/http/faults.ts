import type * as z from 'zod';
import type { Fault } from '#domain/decision.ts';

/** A JSON pointer (RFC 6901). */
const pointer = (path: readonly PropertyKey[]) =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Every fault that a schema found: a pointer, a code and the cure. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const fault = { pointer: pointer(issue.path), message: issue.message };
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          pointer: pointer([...issue.path, key]),
          code: 'unknown_field',
          message: 'There is no such field; check its spelling or leave it out.',
        }));
      case 'invalid_type':
        return [
          issue.message.endsWith('received undefined') ? { ...fault, ...required } : { ...fault, code: 'invalid_type' },
        ];
      case 'custom':
        return [{ ...fault, code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'invalid' }];
      default:
        return [{ ...fault, code: issue.code }];
    }
  });
}

const required = { code: 'required', message: 'This field is required.' };
