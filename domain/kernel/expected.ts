import * as z from 'zod/mini';
import type { Expected, Instead } from '#domain/kernel/messages/en.ts';
import { optionsOf } from '#domain/kernel/unions.ts';

type Schema = z.core.$ZodType;

/** How many members of an object a message shows before dots. */
const shown = 6;

/** A schema without optional, nullable or default around it. */
export function bare(schema: Schema): Schema {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable || schema instanceof z.ZodMiniDefault)
    return bare(schema.def.innerType);
  return schema;
}

/** The members of an object that a request can set; read-only ones, and those that are always refused, are left out. */
export function membersOf(schema: Schema | undefined): string[] {
  if (!(schema instanceof z.ZodMiniObject)) return [];
  const isSet = (part: Schema) => !(part instanceof z.ZodMiniUnknown || part instanceof z.ZodMiniNever);
  return Object.entries(schema.shape).flatMap(([member, part]) => (isSet(bare(part)) ? member : []));
}

/** The forms of an object for a message, such as `{ "system": ..., "value": ... }`. Required members come first. */
export function formsOf(schema: Schema): string[] {
  const known = bare(schema);
  const options = optionsOf(known);
  if (options) return options.flatMap(formsOf);
  if (!(known instanceof z.ZodMiniObject)) return [];
  const { shape } = known;
  const isOptional = (member: string) => shape[member]?._zod.optin !== undefined;
  const members = membersOf(known);
  const inOrder = [...members.filter((member) => !isOptional(member)), ...members.filter(isOptional)];
  const written = inOrder.slice(0, shown).map((member) => `"${member}": ${valueIn(shape[member])}`);
  if (written.length === 0) return ['{}'];
  return [`{ ${[...written, ...(inOrder.length > shown ? ['...'] : [])].join(', ')} }`];
}

function valueIn(schema: Schema | undefined): string {
  const known = schema && bare(schema);
  return known instanceof z.ZodMiniLiteral ? JSON.stringify([...known.def.values][0]) : '...';
}

/** What may be sent at a place of a request that has no value: null where that says so, or nothing at all. */
export function insteadAt(schema: Schema, [step, ...rest]: readonly string[]): Instead | undefined {
  if (step === undefined) {
    if (z.safeParse(schema, null).success) return 'null';
    return z.safeParse(schema, undefined).success ? 'nothing' : undefined;
  }
  const known = bare(schema);
  if (known instanceof z.ZodMiniArray) return insteadAt(known.def.element, rest);
  const forms = (optionsOf(known) ?? [known]).filter((form) => form instanceof z.ZodMiniObject);
  const member = forms.map(({ shape }) => shape[step]).find((part) => part !== undefined);
  return member && insteadAt(member, rest);
}

/** What a schema expects, for the message to a value of another type. */
export function expectedOf(schema: Schema | undefined): Expected {
  // A date is text, too, so it comes first.
  if (schema instanceof z.ZodMiniISODate) return { type: 'date' };
  if (schema instanceof z.ZodMiniString) return { type: 'text' };
  if (schema instanceof z.ZodMiniNumber) {
    const type = schema instanceof z.ZodMiniNumberFormat ? 'wholeNumber' : 'number';
    return { type, ...rangeOf(schema) };
  }
  if (schema instanceof z.ZodMiniBoolean) return { type: 'boolean' };
  if (schema instanceof z.ZodMiniArray) return { type: 'list', forms: formsOf(schema.def.element) };
  return { type: 'object', forms: schema ? formsOf(schema) : [] };
}

/** The range of a number, from its checks: our bundles leave out zod's own summary, which only JSON Schema needs. */
function rangeOf({ _zod: { def } }: z.ZodMiniNumber): Pick<Expected, 'least' | 'most'> {
  const bound = (kind: string) =>
    def.checks?.flatMap((check) => {
      const own = check._zod.def;
      return own.check === kind && 'value' in own && typeof own.value === 'number' ? own.value : [];
    })[0];
  const [least, most] = [bound('greater_than'), bound('less_than')];
  return least !== undefined && most !== undefined ? { least, most } : {};
}

/** Ignores case, underscores, hyphens and spaces. */
const plain = (name: string) => name.toLowerCase().replace(/[_\s-]/g, '');

/** Longer names are not compared; no field has one. */
const longest = 40;

/** The known name that a mistyped name is closest to: one or two letters wrong, missing or too many. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longest) return undefined;
  const typed = plain(name);
  const near = known
    .map((candidate) => ({ candidate, away: distance(typed, plain(candidate)) }))
    .filter(({ candidate, away }) => away <= (candidate.length < 5 ? 1 : 2));
  return near.toSorted((one, other) => one.away - other.away)[0]?.candidate;
}

/** The Levenshtein distance of two names. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let index = 0; index < one.length; index++) {
    const next = [index + 1];
    for (let place = 0; place < other.length; place++) {
      const changed = (row[place] ?? 0) + (one[index] === other[place] ? 0 : 1);
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
