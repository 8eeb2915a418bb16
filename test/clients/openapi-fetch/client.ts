import createClient from 'openapi-fetch';
import type { operations, paths } from './generated/schema.ts';

type Body<Name extends keyof operations> = operations[Name] extends {
  requestBody?: { content: { 'application/json': infer Sent } };
}
  ? Sent
  : never;
type Query<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>;

const of = (number: string, ifMatch: string) => ({ path: { number }, header: { 'If-Match': ifMatch } });

/** The order desk at an address, for the bearer of a token. */
export function connect(baseUrl: string, token: string) {
  const desk = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
  return {
    createOrder: (body: Body<'createOrder'>) => desk.POST('/v1/orders', { body }),
    listOrders: (query: Query<'listOrders'>) => desk.GET('/v1/orders', { params: { query } }),
    getOrder: (number: string) => desk.GET('/v1/orders/{number}', { params: { path: { number } } }),
    editOrder: (number: string, body: Body<'editOrder'>, ifMatch: string) =>
      desk.PATCH('/v1/orders/{number}', { params: of(number, ifMatch), body }),
    changeCustomer: (number: string, body: Body<'changeCustomer'>, ifMatch: string) =>
      desk.POST('/v1/orders/{number}/change-customer', { params: of(number, ifMatch), body }),
    tryChangeCustomer: (number: string, body: Body<'changeCustomer'>) =>
      desk.POST('/v1/orders/{number}/change-customer', {
        params: { path: { number }, query: { dryRun: true } },
        body,
      }),
    planWork: (number: string, body: Body<'planWork'>, ifMatch: string) =>
      desk.POST('/v1/orders/{number}/plan-work', { params: of(number, ifMatch), body }),
    setDiscount: (number: string, body: Body<'setDiscount'>, ifMatch: string) =>
      desk.PUT('/v1/orders/{number}/discount', { params: of(number, ifMatch), body }),
    getPayroll: (number: string) => desk.GET('/v1/orders/{number}/payroll', { params: { path: { number } } }),
    printOrder: (number: string, body: Body<'printOrder'>) =>
      desk.POST('/v1/orders/{number}/print', { params: { path: { number } }, body }),
    getDocument: (number: string, documentId: string) =>
      desk.GET('/v1/orders/{number}/documents/{documentId}', { params: { path: { number, documentId } } }),
    copyOrder: (number: string, body: Body<'copyOrder'>) =>
      desk.POST('/v1/orders/{number}/copy', { params: { path: { number } }, body }),
    cancelOrder: (number: string, body: Body<'cancelOrder'>, ifMatch: string) =>
      desk.POST('/v1/orders/{number}/cancel', { params: of(number, ifMatch), body }),
    publishOrder: (number: string, ifMatch: string, key: string) =>
      desk.POST('/v1/orders/{number}/publish', {
        params: { path: { number }, header: { 'If-Match': ifMatch, 'Idempotency-Key': key } },
        body: {},
      }),
    getHistory: (number: string) => desk.GET('/v1/orders/{number}/history', { params: { path: { number } } }),
    getLabFeed: (query: Query<'getLabFeed'>) => desk.GET('/v1/lab/feed', { params: { query } }),
    getLabOrder: (tenantId: string, number: string) =>
      desk.GET('/v1/lab/orders/{tenantId}/{number}', { params: { path: { tenantId, number } } }),
    printLabOrder: (tenantId: string, number: string) =>
      desk.POST('/v1/lab/orders/{tenantId}/{number}/print', { params: { path: { tenantId, number } }, body: {} }),
    getLabDocument: (tenantId: string, number: string, documentId: string) =>
      desk.GET('/v1/lab/orders/{tenantId}/{number}/documents/{documentId}', {
        params: { path: { tenantId, number, documentId } },
      }),
  };
}
