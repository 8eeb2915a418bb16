import { expect, test } from 'vitest';
import * as z from 'zod';
import { parsed, parsing } from '#domain/parsing.ts';

test('A schema is compiled when it is used again, and each by itself', () => {
  const [one, other] = [z.object({ name: z.string() }), z.object({ name: z.string() })];
  expect([one, one, other, one, other].map((schema) => parsing(schema).jitless)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
});

test('Compiled or not, a schema parses and refuses the same', () => {
  const schema = z.looseObject({ name: z.string(), age: z.int().optional() });
  for (const _ of ['at first', 'again']) {
    expect(parsed(schema, { name: 'Ada', more: 1 })).toEqual({ name: 'Ada', more: 1 });
    expect(() => parsed(schema, { age: 1 })).toThrow(z.ZodError);
  }
});
