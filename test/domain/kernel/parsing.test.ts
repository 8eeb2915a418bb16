import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parsed, parser } from '#domain/kernel/parsing.ts';

test('A schema is compiled when it is used for the 17th time, and each by itself', () => {
  const [one, other] = [z.object({ name: z.string() }), z.object({ name: z.string() })];
  for (let use = 1; use <= 16; use++) expect(parser(one)).toBe(one);
  const compiled = parser(one);
  expect(compiled).not.toBe(one);
  expect(parser(one)).toBe(compiled);
  expect(parser(other)).toBe(other);
});

test('Compiled or not, a schema parses and refuses the same', () => {
  const schema = z.looseObject({ name: z.string(), age: z.optional(z.int()) });
  for (let use = 1; use <= 20; use++) {
    expect(parsed(schema, { name: 'Ada', more: 1 })).toEqual({ name: 'Ada', more: 1 });
    expect(() => parsed(schema, { age: 1 })).toThrow(z.core.$ZodError);
  }
});
