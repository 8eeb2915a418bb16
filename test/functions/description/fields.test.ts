import { describe, expect, test } from 'vitest';
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

const described = (name: string, ...path: string[]): string =>
  members.find((member) => member.path.join('.') === [name, ...path].join('.'))?.description ?? expect.fail(name);

describe('A member', () => {
  /** All members of the schemas that a part of every operation refers to, itself or through others. */
  function membersIn(partsOf: (operation: Json) => Json): Member[] {
    const names = new Set<string>();
    const follow = (node: Json) => {
      for (const [, kind = '', name = ''] of JSON.stringify(node).matchAll(/#\/components\/(\w+)\/(\w+)/g)) {
        if (names.has(`${kind}.${name}`)) continue;
        names.add(`${kind}.${name}`);
        follow(document.components[kind][name]);
      }
    };
    for (const operation of Object.values<Json>(document.paths).flatMap((methods) => Object.values<Json>(methods)))
      follow(partsOf(operation) ?? {});
    const schemas = Object.entries(document.components.schemas).filter(([name]) => names.has(`schemas.${name}`));
    return schemas.flatMap(([name, schema]) => membersOf(schema, [name]));
  }
  const saying = (all: Member[], text: RegExp) =>
    all.filter(({ description = '' }) => text.test(description)).map(({ path }) => path.join('.'));

  test('of a request is not said to be absent for some, or null or absent while there is none', () => {
    const sent = membersIn(({ requestBody }) => requestBody);
    expect(sent.length).toBeGreaterThan(100);
    expect(
      saying(sent, /[Aa]bsent (or null|for|if|where|while)|[Nn]ull (in|if|while)|may not see (it|prices)/),
    ).toEqual([]);
  });

  test('of a reply is not said to be sent, or to be removed by null', () => {
    const replied = membersIn(({ responses }) => responses);
    expect(replied.length).toBeGreaterThan(300);
    expect(
      saying(replied, /[Ii]n a request|[Uu]nless (it|one) is sent|[Nn]ull (or|removes|takes|counts)|is to stay/),
    ).toEqual([]);
  });

  test('that is a merge patch says what a new one needs', () => {
    expect(described('LineRequest', 'shade')).toContain('A new one needs `system` and `value`');
    expect(described('LineRequest', 'stumpShade')).toContain('A new one needs `system` and `value`');
    expect(described('LineRequest', 'unitPrice')).toContain('A new price needs `amount` and `currency`.');
    expect(described('TaskRequest', 'price')).toContain('A new price needs `amount` and `currency`.');
    expect(described('NewTask', 'price')).toContain('A new price needs `amount` and `currency`.');
  });

  test('for the shade of a tooth lists no shade guide that is for stumps alone', () => {
    expect(described('LineRequest', 'shade', 'value')).toMatch(/Ivoclar: .+; under `other`, /);
    expect(described('LineRequest', 'shade', 'value')).not.toContain('Natural Die');
    expect(described('LineRequest', 'stumpShade', 'value')).toContain('Natural Die: ND1,');
  });

  test('says for which day a due date is proposed, and what a task of a service is paid for', () => {
    expect(described('Order', 'proposedDueDate')).toContain('late enough for the task with the most lead days');
    expect(described('TaskTemplate', 'per')).toMatch(/`unit`: each line .+ `order`: all lines of the service together/);
    expect(described('TaskTemplate', 'price')).toMatch(/each unit .+`per: unit`.+whole task .+`per: order`/);
  });
});
