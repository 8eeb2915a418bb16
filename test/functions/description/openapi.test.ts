import { describe, expect, test } from 'vitest';
import { LaboratoryEventType, TenantEventType } from '#domain/listening/event-types.ts';
import { actions } from '#domain/order/actions.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { asyncApi } from '#functions/description/asyncapi.ts';
import { openApi } from '#functions/description/openapi.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
type Json = any;

const document: Json = JSON.parse(JSON.stringify(openApi()));

/** Every operation with its path and method. */
const operations: Json[] = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, operation]) => ({ path, method, ...operation })),
);
const operation = (id: string) => operations.find(({ operationId }) => operationId === id) ?? expect.fail(id);

/** What a `$ref` of the document leads to. */
const resolved = (node: Json): Json =>
  node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at: Json, step: string) => at?.[step], document)
    : node;

const response = (id: string, status: number) => resolved(operation(id).responses[status]);

/** The codes of a refusal, as the enumeration of its problem documents. */
function codesOf(id: string, status: number): string[] {
  const { schema } = response(id, status).content['application/problem+json'];
  return (schema.oneOf ?? [schema]).map((one: Json) => resolved(one).properties.code.const);
}
const parameter = (id: string, name: string) => operation(id).parameters.find((one: Json) => one.name === name);

describe('Every operation', () => {
  test('is that of one route', () => {
    expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  test('has a described tag, a summary, and a description that says who may call it', () => {
    const tags = document.tags.map(({ name, description }: Json) => {
      expect(description).toMatch(/^[A-Z].{40,}\.$/);
      return name;
    });
    expect(new Set(operations.flatMap((one) => one.tags))).toEqual(new Set(tags));
    for (const { operationId, tags: own, summary, description } of operations) {
      expect(own, operationId).toHaveLength(1);
      expect(summary, operationId).toMatch(/^[A-Z].+\.$/);
      expect(description, operationId).toMatch(/^[A-Z][\s\S]{30,}\.\n\nFor: [a-z, ]+\.$/);
    }
  });

  test('lists its statuses one by one, the refusals of every route among them', () => {
    for (const { operationId, responses } of operations) {
      expect(
        Object.keys(responses).filter((status) => !/^[2-5]\d\d$/.test(status)),
        operationId,
      ).toEqual([]);
      expect(Object.keys(responses), operationId).toEqual(
        expect.arrayContaining(['401', '403', '422', '429', '500', '503']),
      );
    }
  });

  test('lists the codes of each status, and no code of another status', () => {
    for (const { operationId, responses } of operations)
      for (const status of Object.keys(responses).filter((one) => one >= '400' && one !== '429'))
        for (const code of codesOf(operationId, Number(status)))
          expect(problemStatuses).toMatchObject({ [code]: Number(status) });
  });

  test('on an order takes the status into account as the table of actions does', () => {
    const refusing = Object.entries(actions).filter(([, row]) =>
      Object.values(row).some(({ kind }: Json) => kind === 'refused' || kind === 'oncePublished'),
    );
    // A laboratory sees an order, and writes about it, only once it was published: else 404.
    const inHands = refusing.filter(([name]) => name !== 'addLabMessage');
    const documented = operations.filter(({ responses }) => responses[409]).map(({ operationId }) => operationId);
    expect(documented.toSorted()).toEqual(inHands.map(([name]) => name).toSorted());
  });

  test('says if it needs a body, if it answers 201, and which headers its replies have', () => {
    const successes = (id: string) =>
      Object.entries<Json>(operation(id).responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([status, answer]) => [status, ...Object.keys(answer.headers)].join(' '));
    expect(successes('putLabSubscription')).toEqual([
      '200 X-Request-Id ETag Vary Content-Language',
      '201 X-Request-Id ETag Vary Content-Language',
    ]);
    expect(successes('putSettings')).toEqual([
      '200 X-Request-Id ETag Preference-Applied',
      '204 X-Request-Id ETag Preference-Applied',
    ]);
    expect(successes('createOrder')).toEqual([
      '201 X-Request-Id ETag Vary Preference-Applied Content-Language Location',
    ]);
    expect(successes('listOrders')).toEqual(['200 X-Request-Id Link']);
    expect(successes('deleteLabSubscription')).toEqual(['204 X-Request-Id']);
    expect(successes('getLabFeed')).toEqual(['200 X-Request-Id']);
    const needed = (id: string) => operation(id).requestBody.required ?? false;
    expect(needed('putLabSubscription')).toBe(true);
    expect(needed('publishOrder')).toBe(false);
  });

  test('takes Accept-Language, and answers in that language wherever it has messages', () => {
    for (const { operationId } of operations) expect(parameter(operationId, 'Accept-Language')).toBeDefined();
    const speaking = operations.filter(({ responses }) =>
      Object.entries<Json>(responses).some(([status, { headers }]) => status < '3' && headers['Content-Language']),
    );
    const ids = speaking.map(({ operationId }) => operationId);
    expect(ids).toEqual(
      expect.arrayContaining(['getOrder', 'getLabOrder', 'planWork', 'getPayroll', 'getLabSubscription']),
    );
    for (const id of ['listOrders', 'getHistory', 'getService', 'printOrder', 'getLabFeed', 'getSettings'])
      expect(ids).not.toContain(id);
  });

  test('that writes takes traceparent, and Prefer where its reply can be left out', () => {
    const taking = (name: string) =>
      operations.filter(({ operationId }) => parameter(operationId, name)).map(({ operationId }) => operationId);
    const rows = Object.values<Route>(routes);
    const namesOf = (all: Route[]) => expect.arrayContaining(all.map(({ name }) => name));
    expect(taking('traceparent')).toEqual(namesOf(rows.filter(({ method }) => method !== 'GET')));
    expect(taking('Prefer')).toEqual(namesOf(rows.filter(({ minimal }) => minimal)));
    expect(taking('Prefer')).not.toContain('putLabSubscription');
    expect(operation('publishOrder').responses).toHaveProperty('204');
    expect(operation('createOrder').responses).not.toHaveProperty('204');
  });

  test('that gets a single thing takes If-None-Match', () => {
    const reads = operations.filter(({ method }) => method === 'get');
    const asked = reads.filter(({ operationId }) => parameter(operationId, 'If-None-Match'));
    expect(asked.length).toBeGreaterThan(3);
    expect(reads.filter(({ responses }) => responses[200].headers.ETag)).toEqual(asked);
    expect(reads.filter(({ responses }) => responses[304])).toEqual(asked);
  });

  test('has a dry run where it takes one: a boolean, without If-Match', () => {
    const withDryRun = operations.filter(({ operationId }) => parameter(operationId, 'dryRun'));
    expect(withDryRun.map(({ operationId }) => operationId)).toEqual(['changeCustomer', 'planWork']);
    for (const { operationId } of withDryRun) {
      expect(parameter(operationId, 'dryRun')).toMatchObject({ schema: { type: 'boolean', default: false } });
      expect(parameter(operationId, 'If-Match')).toMatchObject({
        required: false,
        description: expect.stringContaining('Required, but for a dry run.'),
      });
    }
    expect(parameter('publishOrder', 'If-Match')).toMatchObject({ required: true });
  });
});

describe('A refusal', () => {
  test.each<[string, number, string[], string[]]>([
    ['editOrder', 409, ['invalid_status'], ['orderStatus', 'actions']],
    ['planWork', 409, ['invalid_status', 'payroll_finalized'], []],
    ['getLabFeed', 410, ['feed_expired'], ['oldest']],
    ['replayLabDeliveries', 410, ['feed_expired'], ['oldest']],
    ['editOrder', 412, ['version_conflict'], ['version', 'fields']],
    ['putService', 412, ['version_conflict'], ['version', 'fields']],
    ['publishOrder', 422, ['validation_failed', 'not_ready', 'idempotency_key_reused'], ['errors']],
    ['getOrder', 422, ['validation_failed'], ['errors']],
    ['cancelOrder', 428, ['precondition_required'], []],
    ['getOrder', 400, ['invalid_header'], ['errors']],
  ])('of %s with %i has the codes %j and the members %j', (id, status, codes, members) => {
    expect(codesOf(id, status)).toEqual(codes);
    const { schema } = response(id, status).content['application/problem+json'];
    for (const one of schema.oneOf ?? [schema]) {
      const problem = resolved(one);
      expect(problem.required).toEqual(
        expect.arrayContaining(['type', 'title', 'status', 'code', 'detail', 'requestId', ...members]),
      );
    }
    if (codes.length > 1) expect(Object.keys(schema.discriminator.mapping)).toEqual(codes);
    for (const code of codes) expect(response(id, status).description).toContain(`\`${code}\`: `);
  });

  test.each<[number, string[]]>([
    [401, ['X-Request-Id', 'WWW-Authenticate']],
    [412, ['X-Request-Id', 'ETag']],
    [415, ['X-Request-Id', 'Accept', 'Accept-Patch', 'Accept-Encoding']],
    [503, ['X-Request-Id', 'Retry-After']],
  ])('with %i names the headers %j', (status, headers) => {
    const [id, ...others] = headers;
    const all = [id, 'Content-Language', 'Vary', ...others];
    expect(Object.keys(response('editOrder', status).headers)).toEqual(all);
  });

  test('may come from API Gateway itself, with only a message', () => {
    const types = (status: number) => Object.keys(response('createOrder', status).content);
    const both = ['application/problem+json', 'application/json'];
    for (const status of [401, 403, 413, 500, 503]) expect(types(status)).toEqual(both);
    expect(types(429)).toEqual(['application/json']);
    expect(types(404)).toEqual(['application/problem+json']);
  });
});

describe('The document', () => {
  test('says how to get a token, with which scope, and where', () => {
    const { token } = document.components.securitySchemes;
    expect(token.description).toMatch(/grant_type=client_credentials.+an hour/);
    expect(token.flows.clientCredentials).toEqual({
      tokenUrl: 'http://127.0.0.1:3000/oauth2/token',
      scopes: { 'order-desk/orders': expect.any(String) },
    });
    expect(document.security).toEqual([{ token: ['order-desk/orders'] }]);
  });

  test('names the server by a variable: the local product, or where a stage answers', () => {
    const [server] = document.servers;
    expect(server).toMatchObject({ url: '{api}', variables: { api: { default: 'http://127.0.0.1:3000' } } });
    const cloud: Json = openApi({ api: 'https://api.example', tokens: 'https://sign-in.example/oauth2/token' });
    expect(cloud.servers[0].variables.api.default).toBe('https://api.example');
    expect(cloud.components.securitySchemes.token.flows.clientCredentials.tokenUrl).toBe(
      'https://sign-in.example/oauth2/token',
    );
  });

  test('has no broken reference, and no schema that nothing refers to', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, path = '']) => path);
    expect(references.filter((path) => !resolved({ $ref: path }))).toEqual([]);
    const named = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(named.filter((name) => !references.includes(name))).toEqual([]);
  });

  test('names every form of every union: by a title, a schema with a name, or null; and has no union in a union', () => {
    const unionsIn = (node: Json, path = ''): { path: string; forms: Json[] }[] =>
      Object.entries<Json>(typeof node === 'object' ? (node ?? {}) : {}).flatMap(([key, part]) => [
        ...(/^(one|any)Of$/.test(key) ? [{ path, forms: part }] : []),
        ...unionsIn(part, `${path}/${key}`),
      ]);
    const unions = unionsIn({ document, events: asyncApi() });
    expect(unions.length).toBeGreaterThan(20);
    const silent = unions.filter(({ forms }) =>
      forms.some(({ title, $ref, type }) => !title && !$ref && type !== 'null'),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
    expect(unions.filter(({ path }) => /(one|any)Of\/\d+$/.test(path)).map(({ path }) => path)).toEqual([]);
    const { Discount, SetDiscountBody } = document.components.schemas;
    expect(Discount.oneOf.map(({ title }: Json) => title)).toEqual(['Percentage', 'Fixed amount']);
    expect(SetDiscountBody.anyOf.map(({ title }: Json) => title)).toEqual(['Percentage', 'Fixed amount', undefined]);
  });

  test('says where a whole number may pass 32 bits, and only there', () => {
    const { Amount, Money, Settings, PrintOrder, LineRequest } = document.components.schemas;
    for (const { properties } of [Amount, Money])
      expect(properties.amount).toMatchObject({ type: 'integer', format: 'int64' });
    expect(Money.properties.amount).toMatchObject({ minimum: 0, maximum: 9_999_999_999 });
    expect(parameter('getLabFeed', 'after').schema).toMatchObject({ type: 'integer', format: 'int64' });
    expect(parameter('getLabFeed', 'limit').schema).not.toHaveProperty('format');
    expect(Settings.properties.productionDays).not.toHaveProperty('format');
    expect(PrintOrder.anyOf[0].properties.copies).not.toHaveProperty('format');
    expect(LineRequest.properties.quantity).not.toHaveProperty('format');
  });

  test('has no step in fractions, which floats miss, no bound of zod’s own, and no member that is never sent', () => {
    const text = JSON.stringify(document);
    expect(text).not.toMatch(/"(multipleOf|not)":|9007199254740991/);
    expect(Object.keys(document.components.schemas.PutSubscriptionBody.properties)).not.toContain('secret');
  });

  test('has the event of every webhook, with its headers, its schema, and what an endpoint answers', () => {
    expect(Object.keys(document.webhooks)).toEqual([
      ...new Set([...LaboratoryEventType.options.slice(0, -1), ...TenantEventType.options]),
      'subscription.tested.v1',
    ]);
    for (const [type, { post }] of Object.entries<Json>(document.webhooks)) {
      expect(post.parameters.map(({ name }: Json) => name)).toContain('webhook-signature');
      const { schema } = post.requestBody.content['application/cloudevents+json'];
      expect(resolved(schema).properties.type.const).toBe(type);
      expect(Object.keys(post.responses)).toEqual(['204', '410', '500']);
    }
  });

  test('lists the codes of faults, of what a draft lacks, and of warnings', () => {
    const { Fault, Order, Warning } = document.components.schemas;
    const codes = (member: Json) => resolved({ $ref: member.$ref }).enum;
    expect(codes(Fault.properties.code)).toContain('unknown_tooth');
    expect(codes(Order.properties.readiness.items.properties.code)).toContain('due_date_missing');
    expect(codes(Warning.properties.code)).toContain('plan_outdated');
    expect(codes(Order.properties.actions.items)).toEqual(Object.keys(actions));
  });
});
