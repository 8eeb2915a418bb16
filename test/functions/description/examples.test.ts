import { describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { OrderPublished, SubscriptionTested } from '#domain/listening/events.ts';
import { type Route, takesBody } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { examples, exchangeOf } from '#functions/description/examples.ts';
import { openApi } from '#functions/description/openapi.ts';
import { keysOf } from '#functions/description/refusals.ts';
import { undocumented } from '#test/support/description/undocumented.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
type Json = any;

const names = keysOf(routes);
const document: Json = openApi();

describe('The example of an operation', () => {
  test('is there for each, and for no other', () => {
    expect(Object.keys(examples.operations).toSorted()).toEqual(names.toSorted());
  });

  test.each(names)('%s fits the schemas of its request and its reply', (name) => {
    const { request, reply } = exchangeOf(name);
    const route: Route = routes[name];
    const taken = route.takes.safeParse({ params: request.path, query: request.query, body: request.body ?? {} });
    expect(taken.error).toBeUndefined();
    const always = { 'x-request-id': 'this-request', 'cache-control': 'no-store' };
    const headers = new Headers(reply.body ? { ...always, 'content-type': 'application/json' } : always);
    expect(undocumented(name, { ...reply, headers })).toBeNull();
    if (route.ifMatch === 'required') expect(request.headers).toHaveProperty('If-Match');
  });

  test.each(names)('%s stands in the document: its body, its parameters and its reply', (name) => {
    const { path, method } = routes[name];
    const operation = document.paths[path][method.toLowerCase()];
    const { request, reply } = exchangeOf(name);
    if (takesBody(routes[name]))
      for (const { example, examples: named } of Object.values<Json>(operation.requestBody.content))
        expect(named ? Object.values<Json>(named).map(({ value }) => value) : [example]).toContainEqual(request.body);
    for (const parameter of operation.parameters)
      if (parameter.in === 'path') expect(parameter.example).toBe(request.path[parameter.name]);
    const { content } = operation.responses[reply.status];
    if (reply.body) expect(content['application/json'].example).toEqual(reply.body);
    else expect(content).toBeUndefined();
  });

  test.each<[name: keyof typeof routes, forms: string[]]>([
    ['setDiscount', ['Percentage', 'Fixed amount', 'None']],
    ['planWork', ['Automatic', 'Manual']],
    ['printOrder', ['Order form', 'Label']],
    ['printLabOrder', ['Order form', 'Label']],
    ['replayLabDeliveries', ['All after a number', 'A range of numbers', 'One event']],
  ])('%s shows each form of its body by name, and each fits: %j', (name, titles) => {
    const { path, method, takes } = routes[name];
    const { content } = document.paths[path][method.toLowerCase()].requestBody;
    for (const { examples: named } of Object.values<Json>(content)) {
      expect(Object.keys(named)).toEqual(titles);
      const body: z.ZodMiniType = takes.shape.body;
      for (const { value } of Object.values<Json>(named)) expect(body.safeParse(value).error).toBeUndefined();
    }
  });

  test('shows every form, for each operation whose body has several', () => {
    const bodies = Object.values<Json>(document.paths)
      .flatMap((methods) => Object.values<Json>(methods))
      .flatMap(({ requestBody }) => Object.values<Json>(requestBody?.content ?? {}));
    const formsOf = ({ schema }: Json) => {
      const { oneOf, anyOf } = document.components.schemas[schema.$ref.split('/').at(-1)];
      return (oneOf ?? anyOf)?.length;
    };
    expect(bodies.map(({ examples: named }) => named && Object.keys(named).length)).toEqual(bodies.map(formsOf));
  });

  test('putService can be tried anywhere: it adds a service that the demo has not, and names no technician', () => {
    const { request, reply } = exchangeOf('putService');
    expect(reply.status).toBe(201);
    expect(JSON.stringify(request.body)).not.toContain('employeeId');
    expect(JSON.stringify(exchangeOf('listServices').reply.body)).not.toContain(request.path['id']);
  });

  test('tells nothing of the machine that it was recorded on', () => {
    expect(JSON.stringify(examples)).not.toMatch(/127\.0\.0\.1|localhost|\/tmp\//);
  });
});

describe('The example of an event', () => {
  const schemas: Record<string, z.ZodMiniType> = {
    'order.published.v1': OrderPublished,
    'subscription.tested.v1': SubscriptionTested,
  };

  test.each(Object.keys(document.webhooks))('%s fits its schema, and stands in the document', (type) => {
    const event = examples.events[type];
    expect(schemas[type]?.safeParse(event).error).toBeUndefined();
    const { content } = document.webhooks[type].post.requestBody;
    expect(content['application/cloudevents+json'].example).toEqual(event);
  });

  test('is there for every webhook, and for no other', () => {
    expect(Object.keys(examples.events).toSorted()).toEqual(Object.keys(document.webhooks).toSorted());
  });
});
