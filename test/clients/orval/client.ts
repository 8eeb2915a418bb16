import * as api from './generated/desk.ts';
import { desk } from './send.ts';

type Reply = { status: number; data: unknown; headers: Headers };
type Success = { status: 200 | 201 };

/** An answer as other clients give it: its data if it is a success, and else its error. */
async function split<Of extends Reply>(sent: Promise<Of>) {
  const { data, ...response } = await sent;
  return response.status < 300
    ? { data: data as Extract<Of, Success>['data'], error: undefined, response }
    : { data: undefined, error: data as Exclude<Of, Success>['data'], response };
}

const of = (ifMatch: string) => ({ 'If-Match': ifMatch });

/** The order desk at an address, for the bearer of a token. */
export function connect(url: string, token: string) {
  desk.url = url;
  const by = { headers: { Authorization: `Bearer ${token}` } };
  return {
    createOrder: (body: api.CreateOrderBody) => split(api.createOrder(body, {}, by)),
    listOrders: (query: api.ListOrdersParams) => split(api.listOrders(query, {}, by)),
    getOrder: (number: string) => split(api.getOrder(number, {}, by)),
    editOrder: (number: string, body: api.OrderPatch, ifMatch: string) =>
      split(api.editOrder(number, of(ifMatch), body, by)),
    changeCustomer: (number: string, body: api.ChangeCustomerBody, ifMatch: string) =>
      split(api.changeCustomer(number, body, {}, of(ifMatch), by)),
    tryChangeCustomer: (number: string, body: api.ChangeCustomerBody) =>
      split(api.changeCustomer(number, body, { dryRun: true }, {}, by)),
    planWork: (number: string, body: api.PlanWork, ifMatch: string) =>
      split(api.planWork(number, body, {}, of(ifMatch), by)),
    setDiscount: (number: string, body: api.SetDiscountBody, ifMatch: string) =>
      split(api.setDiscount(number, body, of(ifMatch), by)),
    getPayroll: (number: string) => split(api.getPayroll(number, {}, by)),
    printOrder: (number: string, body: api.PrintOrder) => split(api.printOrder(number, body, {}, by)),
    getDocument: (number: string, documentId: string) => split(api.getDocument(number, documentId, {}, by)),
    copyOrder: (number: string, body: api.CopyOrderBody) => split(api.copyOrder(number, body, {}, by)),
    cancelOrder: (number: string, body: api.CancelOrderBody, ifMatch: string) =>
      split(api.cancelOrder(number, of(ifMatch), body, by)),
    publishOrder: (number: string, ifMatch: string, key: string) =>
      split(api.publishOrder(number, { ...of(ifMatch), 'Idempotency-Key': key }, {}, by)),
    getHistory: (number: string) => split(api.getHistory(number, {}, {}, by)),
    getLabFeed: (query: api.GetLabFeedParams) => split(api.getLabFeed(query, {}, by)),
    getLabOrder: (tenantId: string, number: string) => split(api.getLabOrder(tenantId, number, {}, by)),
    printLabOrder: (tenantId: string, number: string) => split(api.printLabOrder(tenantId, number, {}, {}, by)),
    getLabDocument: (tenantId: string, number: string, documentId: string) =>
      split(api.getLabDocument(tenantId, number, documentId, {}, by)),
  };
}
