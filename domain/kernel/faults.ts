import * as z from 'zod/mini';
import { fault, type RequestFault, type RequestPart } from '#domain/kernel/decision.ts';
import { expectedOf, formsOf, insteadAt, membersOf, nearest } from '#domain/kernel/expected.ts';
import { explainIssue, isMissing, saidBy } from '#domain/kernel/messages/messages.ts';

/** A JSON pointer (RFC 6901). */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The names of the request's parts in a reply. */
const parts = new Map<PropertyKey | undefined, RequestPart>([
  ['params', 'path'],
  ['query', 'query'],
]);

/** The most faults in one reply; more would exceed what API Gateway passes on. */
const mostInReply = 100;

/** How requests are parsed, so that every issue carries a code and facts for `faultsOf`. */
export const parseContext: z.core.ParseContext<z.core.$ZodIssue> = { error: explain, reportInput: true };

/** The first faults in a request. */
export function faultsOf({ issues }: z.core.$ZodError, most = mostInReply): RequestFault[] {
  const faults: RequestFault[] = [];
  for (const issue of issues) {
    faults.push(...faultsIn(issue));
    if (faults.length >= most) break;
  }
  return faults.slice(0, most).filter(isNotRedundant);
}

/** A fault of a request; of a text or list that is too short, also what may be sent instead of an empty one. */
export function withInstead(fault: RequestFault, request: z.core.$ZodType): RequestFault {
  const facts = Object(fault.code === 'too_small' && fault.facts);
  const { of, least } = facts;
  if (of === 'number' || least !== 1) return fault;
  const part = fault.in === 'path' ? 'params' : fault.in;
  const instead = insteadAt(request, [part, ...fault.pointer.split('/').slice(1)]);
  return instead ? { ...fault, facts: { ...facts, instead } } : fault;
}

const isOfType = ({ code }: RequestFault) => code === 'required' || code === 'invalid_type';

/**
 * Whether a fault is worth showing: for a value of the wrong type only that, and of several length bounds only the
 * last.
 */
function isNotRedundant(fault: RequestFault, index: number, faults: RequestFault[]): boolean {
  const ofTheSame = (other: RequestFault) => other.in === fault.in && other.pointer === fault.pointer;
  if (!isOfType(fault) && faults.some((other) => ofTheSame(other) && isOfType(other))) return false;
  return (
    fault.code !== 'too_big' || !faults.slice(index + 1).some((other) => ofTheSame(other) && other.code === 'too_big')
  );
}

function faultsIn(issue: z.core.$ZodIssue): RequestFault[] {
  const [part, ...path] = issue.path;
  const where = parts.get(part) ?? 'body';
  // A parameter is one thing, also where it may be repeated.
  const place = pointer(where === 'query' ? path.slice(0, 1) : path);
  if (issue.code === 'unrecognized_keys') {
    const { known } = WithKnown.parse(issue).params;
    return issue.keys.slice(0, mostInReply).map((key) => ({
      in: where,
      ...fault(pointer([...path, key]), 'unknown_field', { nearest: nearest(key, known), known }),
    }));
  }
  if (issue.code === 'invalid_union') {
    const [meant, ...others] = issue.errors.filter((form) => isMeant(form, issue.input));
    if (meant && others.length === 0)
      return meant.flatMap((inner) => faultsIn({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  const said = saidBy(issue);
  if (!said) throw new Error('Only issues of parseContext have codes.');
  return [{ in: where, pointer: place, code: said.code, facts: said.facts }];
}

/** Whether an object that fits none of several forms was meant as this one: it shares a member with it. */
function isMeant(form: readonly z.core.$ZodIssue[], input: unknown): boolean {
  const ofAll = form.filter(({ path }) => path.length === 0);
  if (ofAll.some(({ code }) => code !== 'unrecognized_keys')) return false;
  // Counting is enough: unrecognized keys are always members of the object itself.
  const [strange] = ofAll.map((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.length : 0));
  return Object.keys(Object(input)).length > (strange ?? 0);
}

/** An issue about unknown fields carries the names that are known. */
const WithKnown = z.object({ params: z.object({ known: z.array(z.string()) }) });

/** Explains an issue whose schema does not. No fact is what was sent. */
function explain(issue: z.core.$ZodRawIssue): string {
  const schema = issue.inst instanceof z.ZodMiniType ? issue.inst : undefined;
  const values = valuesIn(issue);
  if (isMissing(issue)) return explainIssue(issue, 'required', values ? { type: 'text', values } : expectedOf(schema));
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = expectedOf(schema);
      return explainIssue(issue, 'invalid_type', {
        ...wanted,
        quoted: wanted.type === 'text' && typeof issue.input === 'number',
      });
    }
    case 'too_small':
      return explainIssue(issue, 'too_small', { of: kindOf(issue.origin), least: Number(issue.minimum) });
    case 'too_big':
      return explainIssue(issue, 'too_big', { of: kindOf(issue.origin), most: Number(issue.maximum) });
    case 'invalid_value':
    case 'invalid_union':
      if (values) return explainIssue(issue, 'invalid_value', { values });
      return explainIssue(issue, 'invalid_union', { forms: schema ? formsOf(schema) : [] });
    case 'unrecognized_keys':
      // Each unknown field gets a message of its own.
      Object.assign(issue, { params: { known: membersOf(schema) } });
      return '';
    default:
      return explainIssue(issue, 'invalid_type', expectedOf(schema));
  }
}

const kindOf = (origin: string) => (origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'number');

/** The values that an issue says are allowed, of those that a message can list: not undefined, not null. */
function valuesIn(issue: z.core.$ZodRawIssue): string[] | undefined {
  const values = issue.code === 'invalid_union' ? issue['options'] : issue['values'];
  if (!Array.isArray(values)) return undefined;
  return values.filter((value) => value !== undefined && value !== null).map(String);
}
