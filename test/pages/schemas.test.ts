import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { eventSchemas } from '#functions/description/asyncapi.ts';
import { openApi } from '#functions/description/openapi.ts';
import { debianPython, needPythonModule } from '#test/support/pages.ts';

needPythonModule('jsonschema', 'python3-jsonschema');

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
type Json = any;

const document: Json = JSON.parse(JSON.stringify(openApi()));
const { schemas } = document.components;

/** Values with the schema that says whether they fit. */
type Case = { schema: object; value: unknown };

const operations: Json[] = Object.values<Json>(document.paths).flatMap((methods) => Object.values<Json>(methods));
const contents: Json[] = [...operations, ...Object.values<Json>(document.webhooks).map(({ post }) => post)].flatMap(
  ({ requestBody, responses }) =>
    [requestBody, ...Object.values<Json>(responses)].flatMap((part) => Object.values<Json>(part?.content ?? {})),
);
const parameters: Case[] = operations.flatMap((operation) =>
  operation.parameters
    .filter(({ example }: Json) => example !== undefined)
    .map(({ schema, example }: Json) => ({ schema, value: example })),
);
const examples: Case[] = contents.flatMap(({ schema, example, examples: named }) =>
  [...(example === undefined ? [] : [{ value: example }]), ...Object.values<Json>(named ?? {})].map(({ value }) => ({
    schema,
    value,
  })),
);
const nameless = ({ $id: _, ...schema }: Json): object => schema;
const events: Case[] = Object.entries(eventSchemas).map(([file, draw]) => ({
  schema: nameless(draw()),
  value:
    document.webhooks[basename(file, '.schema.json')].post.requestBody.content['application/cloudevents+json'].example,
}));
const good = [...parameters, ...examples, ...events];

/** The same values without one of their members, or with one that has another type. */
const changed: Case[] = good.flatMap(({ schema, value }) => {
  if (typeof value !== 'object' || value === null) return [{ schema, value: { wrong: true } }];
  return Object.keys(value).flatMap((name) => {
    const { [name]: _, ...rest }: Record<string, unknown> = { ...value };
    return [
      { schema, value: rest },
      { schema, value: { ...rest, [name]: { wrong: true } } },
    ];
  });
});

/** The percentages with two decimals, which floats cannot tell by division. */
const percentages: Case[] = Array.from({ length: 10_000 }, (_, index) => ({
  schema: { $ref: '#/components/schemas/SetDiscountBody' },
  value: { type: 'percentage', percent: (index + 1) / 100 },
}));

const python = `
import json, sys
from jsonschema import Draft202012Validator
given = json.load(sys.stdin)
for schema in given['schemas']:
    Draft202012Validator.check_schema(schema)
known = {}
def valid(case):
    key = json.dumps(case['schema'])
    if key not in known:
        known[key] = Draft202012Validator({**case['schema'], 'components': {'schemas': given['components']}})
    return known[key].is_valid(case['value'])
print(json.dumps([valid(case) for case in given['cases']]))
`;

function byPython(cases: Case[]): boolean[] {
  const all = [...Object.values(schemas), ...Object.values(eventSchemas).map((draw) => draw())];
  const input = JSON.stringify({ schemas: all, components: schemas, cases });
  const { stdout, stderr, status } = spawnSync(debianPython, ['-c', python], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  keywords: ['components', 'discriminator'],
});
ajvFormats.default(ajv);

function byAjv(cases: Case[]): boolean[] {
  const compiled = new Map<string, (value: unknown) => boolean>();
  return cases.map(({ schema, value }) => {
    const key = JSON.stringify(schema);
    const known = compiled.get(key) ?? ajv.compile({ ...schema, components: { schemas } });
    compiled.set(key, known);
    return known(value);
  });
}

describe.each([
  ['ajv', byAjv],
  ['python3-jsonschema', byPython],
])('%s', (_, judge) => {
  test('takes every example of a request, a reply and an event', () => {
    expect(good.length).toBeGreaterThan(100);
    const judged = judge(good);
    expect(good.filter((_case, index) => !judged[index])).toEqual([]);
  });

  test('takes every percentage with two decimals', () => {
    expect(judge(percentages).filter((fits) => !fits)).toEqual([]);
  });
});

test('ajv and python3-jsonschema take and refuse the same values', () => {
  expect(changed.length).toBeGreaterThan(500);
  const [one, other] = [byAjv(changed), byPython(changed)];
  expect(new Set(one)).toEqual(new Set([true, false]));
  expect(changed.filter((_case, index) => one[index] !== other[index])).toEqual([]);
});
