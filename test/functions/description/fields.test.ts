import { expect, test } from 'vitest';
import { eventSchemas } from '#functions/description/asyncapi.ts';
import { keyFor, plain, words } from '#functions/description/fields.ts';
import { openApi } from '#functions/description/openapi.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
type Json = any;

const document: Json = openApi();

type Member = { path: string[]; description: string | undefined };

/** Every member at and below a schema. */
function membersOf(schema: Json, path: string[]): Member[] {
  const parts = [schema.items, ...['anyOf', 'oneOf', 'allOf'].flatMap((form) => schema[form] ?? [])].filter(Boolean);
  const members = Object.entries<Json>(schema.properties ?? {});
  return [
    ...members.flatMap(([name, member]) => [
      { path: [...path, name], description: member.description },
      ...membersOf(member, [...path, name]),
    ]),
    ...parts.flatMap((part) => membersOf(part, path)),
  ];
}

const parameters: Member[] = Object.values<Json>(document.paths)
  .flatMap((methods) => Object.values<Json>(methods))
  .flatMap((operation) => operation.parameters)
  .map((parameter) => ({ path: [parameter.in, parameter.name], description: parameter.description }));
const members = [
  ...parameters,
  ...Object.entries(document.components.schemas).flatMap(([name, schema]) => membersOf(schema, [name])),
  ...Object.values(eventSchemas).flatMap((draw) => membersOf(draw(), [])),
];

test('Every parameter and every member of a schema has words, unless its name says it all', () => {
  expect(members.length).toBeGreaterThan(500);
  const silent = members.filter(({ path, description }) => !description && !plain.includes(path.at(-1) ?? ''));
  expect(silent.map(({ path }) => path.join('.'))).toEqual([]);
});

test('The words are sentences', () => {
  expect(Object.values(words).filter((text) => !/^[A-Z`0-9].*\.$/.test(text))).toEqual([]);
});

test('No words are left over, and no name that says it all', () => {
  const used = new Set(members.map(({ path }) => keyFor(path)));
  expect(Object.keys(words).filter((key) => !used.has(key))).toEqual([]);
  const names = new Set(members.filter(({ description }) => !description).map(({ path }) => path.at(-1)));
  expect(plain.filter((name) => !names.has(name))).toEqual([]);
});

test('The words for the value of a shade list all values of every shade guide', () => {
  expect(document.components.schemas.Shade.properties.value.description).toMatch(/VITA Classical: A1, .+ND9;/);
});
