import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '#domain/kernel/language.ts';
import { handlerFile } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';

const code = globSync(['domain/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts', 'desk/**/*.{ts,tsx}'], {
  exclude: ['desk/api/schema.d.ts'],
});
/** Test clients have packages and generated code of their own. */
const ours = { exclude: ['**/node_modules', '**/generated'] };
const read = (file: string) => readFileSync(file, 'utf8');

/** For each fence in the overrides of biome.json: a planted file, with imports that are permitted and forbidden there. */
const places: Record<string, { permitted: string[]; forbidden: string[] }> = {
  'domain/kernel/planted.ts': {
    permitted: ['zod/mini', '#domain/kernel/decision.ts'],
    forbidden: [
      '#domain/catalog/catalog.ts',
      '#domain/order/order.ts',
      '#domain/printing/print-sheet.ts',
      '#domain/listening/events.ts',
    ],
  },
  'domain/catalog/planted.ts': {
    permitted: ['zod/mini', '#domain/kernel/decision.ts', '#domain/catalog/catalog.ts'],
    forbidden: [
      '#domain/order/order.ts',
      '#domain/printing/print-sheet.ts',
      '#domain/listening/events.ts',
      'papaparse',
    ],
  },
  'domain/catalog/import/planted.ts': {
    permitted: ['zod/mini', 'papaparse', '#domain/kernel/decision.ts', '#domain/catalog/catalog.ts'],
    forbidden: ['#domain/order/order.ts', 'csv-parse', 'node:fs', '#functions/http/body.ts'],
  },
  'domain/order/decisions/planted.ts': {
    permitted: ['zod/mini', '#domain/kernel/decision.ts', '#domain/catalog/catalog.ts', '#domain/order/order.ts'],
    forbidden: [
      '#domain/printing/print-sheet.ts',
      '#domain/listening/events.ts',
      'node:crypto',
      'crypto',
      '@aws-sdk/client-dynamodb',
      '#functions/contract/routes.ts',
      '#infra/main.ts',
      '../order.ts',
      'zod',
    ],
  },
  'domain/printing/planted.ts': {
    permitted: [
      'zod/mini',
      '#domain/kernel/decision.ts',
      '#domain/catalog/catalog.ts',
      '#domain/order/order.ts',
      '#domain/printing/print-sheet.ts',
    ],
    forbidden: ['#domain/listening/events.ts', 'pdfmake'],
  },
  'domain/listening/planted.ts': {
    permitted: [
      'zod/mini',
      '#domain/kernel/decision.ts',
      '#domain/catalog/catalog.ts',
      '#domain/order/order.ts',
      '#domain/listening/events.ts',
    ],
    forbidden: ['#domain/printing/print-sheet.ts'],
  },
  'desk/planted.ts': {
    permitted: [
      'zod/mini',
      'preact/hooks',
      '@preact/signals',
      'wouter-preact',
      'openapi-fetch',
      '#domain/order/order.ts',
      '#desk/api/client.ts',
    ],
    forbidden: [
      '#functions/contract/routes.ts',
      '#infra/pages/files.ts',
      '@aws-sdk/client-s3',
      'node:fs',
      'react',
      'preact/compat',
      './app.tsx',
    ],
  },
  'functions/planted.ts': {
    permitted: [
      'zod/mini',
      '#domain/order/order.ts',
      '#functions/contract/routes.ts',
      '#functions/store/table.ts',
      'aws-lambda',
    ],
    forbidden: [
      '@aws-sdk/lib-dynamodb',
      'node:fs',
      '#functions/store/client.ts',
      '#functions/http/endpoint.ts',
      '@middy/core',
      './log.ts',
    ],
  },
  'functions/store/rows.ts': {
    permitted: ['#domain/order/order.ts'],
    forbidden: ['@aws-sdk/lib-dynamodb', '#functions/store/client.ts', '#functions/store/orders.ts'],
  },
  'functions/store/table.ts': {
    permitted: ['zod/mini', '#domain/catalog/catalog.ts', '#functions/contract/routes.ts'],
    forbidden: ['@aws-sdk/lib-dynamodb', '#functions/store/client.ts', '#functions/store/orders.ts'],
  },
  'functions/http/problem.ts': {
    permitted: ['aws-lambda', '#domain/kernel/decision.ts'],
    forbidden: ['@middy/core', '#functions/http/endpoint.ts', '#functions/store/orders.ts'],
  },
  'functions/http/messages/planted.ts': {
    permitted: ['#domain/kernel/decision.ts', '#functions/http/messages/en.ts'],
    forbidden: ['@middy/core', '#functions/http/endpoint.ts', '#functions/store/orders.ts', 'node:fs'],
  },
  'functions/store/planted.ts': {
    permitted: [
      'zod/mini',
      '#domain/order/order.ts',
      '@aws-sdk/client-dynamodb',
      '#functions/store/table.ts',
      '#functions/environment.ts',
      '#functions/pause-before.ts',
    ],
    forbidden: [
      '#functions/http/problem.ts',
      '#functions/bus/events.ts',
      '#functions/orders/get-order.ts',
      '@aws-sdk/client-sqs',
      './client.ts',
    ],
  },
  'functions/bus/planted.ts': {
    permitted: [
      'zod/mini',
      '#domain/listening/events.ts',
      '@aws-sdk/client-eventbridge',
      '@aws-sdk/client-sqs',
      '#functions/environment.ts',
    ],
    forbidden: ['#functions/store/client.ts', '#functions/http/problem.ts', '@aws-sdk/client-dynamodb'],
  },
  'functions/prints/planted.ts': {
    permitted: ['zod/mini', '#domain/printing/print-sheet.ts', 'pdfmake', 'fontkit', '#functions/prints/families.ts'],
    forbidden: [
      '#functions/store/client.ts',
      '#functions/http/endpoint.ts',
      '#functions/files/files.ts',
      '#functions/environment.ts',
      '@aws-sdk/client-s3',
      './fonts.ts',
    ],
  },
  'functions/files/planted.ts': {
    permitted: ['zod/mini', '#domain/printing/printed-document.ts', '@aws-sdk/client-s3', '#functions/environment.ts'],
    forbidden: ['#functions/store/client.ts', '#functions/http/endpoint.ts', '#functions/prints/render.ts', 'pdfmake'],
  },
  'functions/contract/orders/planted.ts': {
    permitted: ['zod/mini', '#domain/order/order.ts', '#functions/contract/parts.ts'],
    forbidden: [
      '#functions/log.ts',
      '#functions/description/openapi.ts',
      '#functions/http/reply.ts',
      '#functions/store/table.ts',
      'node:crypto',
    ],
  },
  'functions/description/planted.ts': {
    permitted: [
      'zod/mini',
      '#domain/order/actions.ts',
      '#functions/codes.ts',
      '#functions/contract/routes.ts',
      '#functions/http/refusal.ts',
    ],
    forbidden: ['#functions/log.ts', '#functions/http/endpoint.ts', '#functions/store/table.ts', 'node:crypto'],
  },
  'functions/frames/planted.ts': {
    permitted: [
      '#domain/order/order.ts',
      '#functions/contract/route.ts',
      '#functions/http/endpoint.ts',
      '#functions/store/orders.ts',
      '#functions/files/files.ts',
      '#functions/frames/read-order.ts',
      'node:crypto',
    ],
    forbidden: [
      '#functions/contract/routes.ts',
      '#functions/bus/events.ts',
      '#functions/orders/get-order.ts',
      '@middy/core',
      '@aws-sdk/lib-dynamodb',
      '#functions/environment.ts',
    ],
  },
  'functions/http/planted.ts': {
    permitted: [
      '#domain/order/order.ts',
      '#functions/contract/route.ts',
      '#functions/log.ts',
      '@middy/core',
      'node:crypto',
    ],
    forbidden: [
      '#functions/bus/events.ts',
      '#functions/store/orders.ts',
      '#functions/files/files.ts',
      '#functions/frames/read-order.ts',
      '#functions/orders/get-order.ts',
      '@aws-sdk/lib-dynamodb',
      '#functions/environment.ts',
    ],
  },
  'functions/orders/planted.ts': {
    permitted: [
      'zod/mini',
      '#domain/order/actions.ts',
      '#functions/contract/orders/get-order.ts',
      '#functions/frames/read-order.ts',
      '#functions/http/endpoint.ts',
      '#functions/store/orders.ts',
    ],
    forbidden: [
      '#functions/contract/routes.ts',
      '#functions/description/openapi.ts',
      '#functions/orders/get-order.ts',
      '#functions/events/announce.ts',
      '@aws-sdk/lib-dynamodb',
      '#functions/environment.ts',
    ],
  },
  'functions/catalog/planted.ts': {
    permitted: ['#functions/frames/catalog-entry.ts', '#functions/store/catalog.ts'],
    forbidden: ['#functions/catalog/put-service.ts', '#functions/orders/get-order.ts', '@middy/core'],
  },
  'functions/listening/planted.ts': {
    permitted: ['#domain/listening/delivery.ts', '#functions/frames/listening.ts', '#functions/webhooks/post-event.ts'],
    forbidden: [
      '#functions/contract/routes.ts',
      '#functions/listening/get-lab-feed.ts',
      '#functions/bus/delivery-queue.ts',
      '#functions/environment.ts',
      'ipaddr.js',
    ],
  },
  'functions/webhooks/planted.ts': {
    permitted: ['ipaddr.js', 'node:https', '#functions/bus/delivery-queue.ts', '#functions/environment.ts'],
    forbidden: ['#functions/http/problem.ts', '#functions/listening/get-lab-feed.ts', '@aws-sdk/client-sqs'],
  },
  'functions/events/planted.ts': {
    permitted: [
      '#functions/store/orders.ts',
      '#functions/bus/events.ts',
      '#functions/events/announcing.ts',
      '#functions/events/messages.ts',
      '#functions/webhooks/post-event.ts',
      '#functions/log.ts',
    ],
    forbidden: [
      '#functions/events/announce.ts',
      '#functions/orders/get-order.ts',
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-sqs',
    ],
  },
  'infra/planted.ts': {
    permitted: [
      '#functions/files/draft-files.ts',
      'zod/mini',
      '#domain/listening/events.ts',
      'aws-cdk-lib',
      'aws-cdk-lib/aws-sqs',
      'esbuild',
      '@usebruno/lang',
      'constructs',
      'node:path',
      '#infra/main.ts',
      '#functions/contract/routes.ts',
      '#functions/description/openapi.ts',
      '#functions/store/table.ts',
    ],
    forbidden: [
      '#functions/orders/get-order.ts',
      '#functions/store/client.ts',
      '#functions/prints/fonts.ts',
      '#infra/local/start.ts',
      '@aws-sdk/client-sqs',
      './main.ts',
    ],
  },
  'infra/manager/planted.ts': {
    permitted: ['zod/mini', '#domain/catalog/import/check-import.ts', 'node:util', '#infra/manager/desk.ts'],
    forbidden: ['#functions/store/catalog.ts', '@aws-sdk/lib-dynamodb', 'aws-cdk-lib', '#infra/main.ts', './desk.ts'],
  },
  'infra/operator/planted.ts': {
    permitted: ['zod/mini', '#domain/kernel/caller.ts', 'node:util', '#functions/store/grants.ts'],
    forbidden: ['@aws-sdk/lib-dynamodb', 'aws-cdk-lib', '#functions/http/endpoint.ts', '#infra/main.ts'],
  },
  'infra/local/planted.ts': {
    permitted: ['#functions/orders/get-order.ts', '#infra/local/parts/gateway.ts', '@aws-sdk/client-sqs', 'node:http'],
    forbidden: ['./gateway.ts', '../main.ts', '../../functions/log.ts'],
  },
  'test/domain/planted.test.ts': {
    permitted: ['vitest', '#domain/order/order.ts', '#test/support/orders.ts'],
    forbidden: ['../../domain/order.ts', './planted.ts'],
  },
};

describe('Biome', () => {
  const folder = mkdtempSync(join(tmpdir(), 'architecture-'));
  const found = new Set<string>();
  const circles = new Set<string>();
  const floating = new Set<string>();

  function plant(file: string, imports: string[]): void {
    const lines = imports.map((source, index) => `import * as planted${index} from '${source}';`);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(
      join(folder, file),
      `${lines.join('\n')}\nexport const all = [${imports.map((_, index) => `planted${index}`)}];\n`,
    );
  }

  beforeAll(() => {
    cpSync('biome.json', join(folder, 'biome.json'));
    for (const [file, { permitted, forbidden }] of Object.entries(places)) plant(file, [...permitted, ...forbidden]);
    for (const file of code)
      if (!(file in places)) plant(`${dirname(file)}/unfenced.ts`, ['left-pad', '../left-pad.ts']);
    const named = ['type AttributeValue', 'DynamoDBClient'].map(
      (name) => `export { ${name} } from '@aws-sdk/client-dynamodb';`,
    );
    writeFileSync(join(folder, 'functions/events/named.ts'), named.join('\n'));
    const circle = ['one', 'other'].map((name) => `domain/order/circle-${name}.ts`);
    cpSync('package.json', join(folder, 'package.json'));
    for (const [index, file] of circle.entries()) plant(file, [`#${circle[1 - index]}`]);
    writeFileSync(
      join(folder, 'functions/events/floating.ts'),
      'const keep = async () => {};\nexport const handler = async () => {\n  await keep();\n  keep();\n};\n',
    );
    const options = ['lint', '--reporter=json', '--vcs-enabled=false', '--max-diagnostics=none'];
    const { stdout } = spawnSync(join(process.cwd(), 'node_modules/.bin/biome'), options, {
      cwd: folder,
      encoding: 'utf8',
    });
    for (const { category, location } of JSON.parse(stdout).diagnostics)
      if (category === 'lint/style/noRestrictedImports') found.add(`${location.path}:${location.start.line}`);
      else if (category === 'lint/suspicious/noImportCycles') circles.add(location.path);
      else if (category === 'lint/nursery/noFloatingPromises') floating.add(`${location.path}:${location.start.line}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(Object.entries(places))('fences the imports of %s', (file, { permitted, forbidden }) => {
    const refused = [...permitted, ...forbidden].filter((_, index) => found.has(`${file}:${index + 1}`));
    expect(refused).toEqual(forbidden);
  });

  test('has a fence for every folder', () => {
    const folders = new Set(code.map((file) => dirname(file)));
    expect([...folders].filter((name) => !found.has(`${name}/unfenced.ts:2`))).toEqual([]);
    const free = [...folders].filter((name) => !found.has(`${name}/unfenced.ts:1`));
    expect(free.filter((name) => !name.startsWith('infra/local'))).toEqual([]);
  });

  test('finds files that import each other', () => {
    expect([...circles].toSorted()).toEqual(['domain/order/circle-one.ts', 'domain/order/circle-other.ts']);
  });

  test('finds a promise that is not awaited', () => {
    expect([...floating]).toEqual(['functions/events/floating.ts:4']);
  });

  test('lets an event handler import the type AttributeValue of DynamoDB, and nothing else', () => {
    expect([1, 2].filter((line) => found.has(`functions/events/named.ts:${line}`))).toEqual([2]);
  });
});

describe('Handlers', () => {
  const handlers = Object.values(routes).map((route) => handlerFile(route));

  test('are one file for each route, and their folders have no other files', () => {
    const folders = [...new Set(Object.values(routes).map(({ folder }) => folder))];
    const files = folders.flatMap((folder) =>
      readdirSync(`functions/${folder}`).map((file) => `functions/${folder}/${file}`),
    );
    expect(files.toSorted()).toEqual(handlers.toSorted());
  });

  test.each(Object.entries(routes))('%s imports only its own route of the contract', (name, route) => {
    const row = handlerFile(route).replace('functions/', '#functions/contract/');
    expect(route.name).toBe(name);
    expect(read(handlerFile(route)).match(/#functions\/contract\/[^']+/g)).toEqual([row]);
  });

  test.each(handlers)(
    '%s has at most 25 lines, one sentence of documentation, no try, no environment and no status',
    (file) => {
      const source = read(file);
      expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
      expect(source).toMatch(/\n\/\*\* [^\n]+\. ?(\*\/|[^\n]+\*\/)\nexport const handler = /);
      expect(source).not.toMatch(/\b(try|catch|process|environment)\b/);
      expect(source).not.toMatch(/\b[1-5]\d\d\b/);
    },
  );

  test.each(globSync('functions/events/*.ts'))('%s does not read the environment', (file) => {
    expect(read(file)).not.toMatch(/\bprocess\.env\b/);
  });
});

describe('Code', () => {
  test('uses process.env only in environment.ts and clock.ts', () => {
    const reading = globSync('{domain,functions}/**/*.ts').filter((file) => read(file).includes('process.env'));
    expect(reading).toEqual(['functions/clock.ts', 'functions/environment.ts']);
  });

  test('has no type assertion: types are inferred and parsed', () => {
    expect(code.flatMap(castsIn)).toEqual([]);
  });

  test('takes all messages to people from the two lists of messages in each language; the description has words of its own', () => {
    const words = /\b(message|detail|error): ?['"`]/;
    const rules = globSync('{domain,functions}/**/*.ts', { exclude: ['**/messages/**', 'functions/description/**'] });
    expect(rules.filter((file) => words.test(read(file)))).toEqual([]);
    const lists = globSync('{domain,functions}/**/messages/??.ts').toSorted();
    const folders = ['domain/kernel/messages', 'functions/http/messages'];
    expect(lists).toEqual(folders.flatMap((folder) => languages.toSorted().map((name) => `${folder}/${name}.ts`)));
  });

  test('tells results apart by `kind`, never by `in`', () => {
    const asking = globSync('{domain,functions}/**/*.ts').filter((file) => asksForMember.test(read(file)));
    expect(asking.toSorted()).toEqual(foreign);
  });

  test('A planted `in` is found in every spelling', () => {
    const hidden = [
      `'refused' in decision`,
      '!("accepted" in { ...decision })',
      '`body`in answer',
      `'to'\n  in (cell)`,
    ];
    expect(hidden.filter((line) => !asksForMember.test(line))).toEqual([]);
    const others = [`decision.kind === 'refused'`, `'after' in request.body`, `'from' in body`];
    expect(others.filter((line) => asksForMember.test(line))).toEqual([]);
  });

  test('has no open to-do marks', () => {
    const marks = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X'].join(''));
    const all = [...code, ...globSync('test/**/*.ts', ours)];
    expect(all.filter((file) => marks.test(read(file)))).toEqual([]);
  });

  test('A planted type assertion is found in every place', () => {
    const hidden = `const one = two! as unknown as Three; const text = 'x as y'; // as z
      type Named = { [Key in keyof Four as \`x\${Key}\`]: 1 }; import { a as b } from 'c';
      const five = ['x'] as const; call<Six>(seven as Six, (y: Six) => y);`;
    expect(castsOf(hidden)).toEqual(['as unknown as Three', 'as Six']);
    const element = `import { a as b } from 'c'; // as z\n<One two={three as Four} five={['x'] as const} />`;
    expect(castsAmongElements(element)).toEqual(['e as Four']);
  });
});

/** The operator `in` with a literal. A request's body is excepted: its forms have no `kind` in the contract. */
const asksForMember = /(['"`])\w+\1\s*in\s+(?!(request\.)?body\b)/;

/** The files that may use `in`, because values of libraries have no `kind`: those of zod, pdfmake and Node. */
const foreign = [
  'domain/kernel/expected.ts',
  'functions/description/schemas.ts',
  'functions/prints/assert-all-printed.ts',
  'functions/prints/fonts.ts',
  'functions/webhooks/post-event.ts',
];

const castsIn = (file: string) =>
  (file.endsWith('.tsx') ? castsAmongElements : castsOf)(read(file)).map((cast) => `${file}: ${cast}`);

/** The type assertions in a source with elements, which Node cannot strip. Words for people stand in files without. */
function castsAmongElements(source: string): string[] {
  const bare = source.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gms, '').replaceAll(/^import .*?;/gms, '');
  return bare.match(/[\w)\]}!] as (?!const\b)[\w{(]+/g) ?? [];
}

/** The type assertions in a source: pieces beginning with `as` that Node strips as type syntax, except `as const`. */
function castsOf(source: string): string[] {
  const stripped = stripTypeScriptTypes(source);
  expect(stripped).toHaveLength(source.length);
  const casts: string[] = [];
  for (let start = 0; start < source.length; start++) {
    if (stripped[start] === source[start]) continue;
    let end = start;
    while (end < source.length && /\s/.test(stripped[end] ?? '')) end++;
    const blanked = source.slice(start, end).replace(/^!/, '').trim();
    if (/^as\s/.test(blanked) && !/^as\s+const\b/.test(blanked)) casts.push(blanked);
    start = end;
  }
  return casts;
}

test('No folder has more than twenty files', () => {
  const byFolder = Map.groupBy(globSync('{domain,functions,infra,desk,test,docs}/**/*.*', ours), dirname);
  const crowded = [...byFolder].filter(([, entries]) => entries.length > 20).map(([folder]) => folder);
  expect(crowded).toEqual([]);
});

test('The top level of the repository has only known, hidden or ignored files', () => {
  const known = [
    ...['package.json', 'package-lock.json', 'cdk.json', 'tsconfig.json', 'biome.json', 'vitest.config.ts'],
    ...[
      'domain',
      'functions',
      'infra',
      'desk',
      'test',
      'docs',
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'CHANGELOG.md',
      'LICENSE',
    ],
  ];
  const ignored = read('.gitignore')
    .split('\n')
    .map((line) => line.replace(/^\/|\/$/g, ''));
  const strangers = readdirSync('.').filter((name) => !name.startsWith('.') && ![...known, ...ignored].includes(name));
  expect(strangers).toEqual([]);
});
