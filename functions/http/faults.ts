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

/** More faults than anybody reads would make an answer that no gateway passes on. */
const most = 100;

/** How a request is parsed, so that `faultsOf` can say the cure of what is wrong in it. */
export const reading: z.core.ParseContext<z.core.$ZodIssue> = { error: cureOf, reportInput: true };

/** Every fault that a route's schema found in a request: its part, a pointer into that, a code and the cure. */
export const faultsOf = (error: z.ZodError): RequestFault[] =>
  error.issues.slice(0, most).flatMap(faultsIn).filter(isNoEcho);

const isOfType = ({ code }: RequestFault) => code === 'required' || code === 'invalid_type';

/** Of one value: what is of a wrong type is not too long besides, and of several bounds the last is the nearest. */
function isNoEcho(fault: RequestFault, index: number, faults: RequestFault[]): boolean {
  // There may be thousands of these, and nothing else is said of what is not known.
  if (fault.code === 'unknown_field') return true;
  const ofTheSame = (other: RequestFault) => other.in === fault.in && other.pointer === fault.pointer;
  if (!isOfType(fault) && faults.some((other) => ofTheSame(other) && isOfType(other))) return false;
  return (
    fault.code !== 'too_big' || !faults.slice(index + 1).some((other) => ofTheSame(other) && other.code === 'too_big')
  );
}

function faultsIn(issue: z.core.$ZodIssue): RequestFault[] {
  const [part, ...path] = issue.path;
  const fault = { in: parts.get(part) ?? 'body', pointer: pointer(path), code: issue.code, message: issue.message };
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, most).map((key) => ({
        ...fault,
        pointer: pointer([...path, key]),
        code: 'unknown_field',
        message: 'There is no such field to send here; check its spelling or leave it out.',
      }));
    case 'invalid_type':
      return [issue.input === undefined ? { ...fault, code: 'required', message: missing } : fault];
    case 'invalid_union': {
      const [meant, ...others] = issue.errors.filter((form) => isMeant(form, issue.input));
      if (!meant || others.length > 0) return [fault];
      return meant.flatMap((inner) => faultsIn({ ...inner, path: [...issue.path, ...inner.path] }));
    }
    case 'custom':
      return [{ ...fault, code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'invalid' }];
    default:
      return [fault];
  }
}

/** Whether an object that fits none of several forms has a member of this one, as the form's own faults tell. */
function isMeant(form: readonly z.core.$ZodIssue[], input: unknown): boolean {
  const ofAll = form.filter(({ path }) => path.length === 0);
  if (ofAll.some(({ code }) => code !== 'unrecognized_keys')) return false;
  const strange = ofAll.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  return Object.keys(Object(input)).some((member) => !strange.includes(member));
}

const missing = 'This field is required.';

/** What every type is called by those who send it. */
const types: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** The cure where a schema does not say it; undefined leaves zod its own words. Nothing that was sent is repeated. */
function cureOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const quoted = issue.expected === 'string' && typeof issue.input === 'number' ? '; put the number in quotes' : '';
      return `Send ${types[issue.expected] ?? issue.expected}${quoted}.`;
    }
    case 'too_small':
      if (issue.origin === 'string') return 'Must not be empty.';
      return issue.origin === 'array' ? `Name at least ${issue.minimum}.` : `Send ${issue.minimum} or more.`;
    case 'too_big':
      if (issue.origin === 'string') return `At most ${issue.maximum} characters.`;
      return issue.origin === 'array' ? `At most ${issue.maximum}.` : `Send ${issue.maximum} or less.`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? oneOf(issue.options) : undefined;
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): string {
  const [only, ...others] = values.filter((value) => value !== undefined && value !== null).map(String);
  return others.length > 0 ? `Send one of: ${[only, ...others].join(', ')}.` : `Send ${only}.`;
}
