import { createClient } from './generated/client/index.ts';
import * as api from './generated/sdk.gen.ts';
import type * as sent from './generated/types.gen.ts';

/** The order desk at an address, for the bearer of a token. */
export function connect(baseUrl: string, token: string) {
  const client = createClient({ baseUrl, auth: token });
  const of = (number: string, ifMatch: string) => ({ client, path: { number }, headers: { 'If-Match': ifMatch } });
  return {
    createOrder: (body: sent.CreateOrderData['body']) => api.createOrder({ client, body }),
    listOrders: (query: sent.ListOrdersData['query']) => api.listOrders({ client, query }),
    getOrder: (number: string) => api.getOrder({ client, path: { number } }),
    editOrder: (number: string, body: sent.EditOrderData['body'], ifMatch: string) =>
      api.editOrder({ ...of(number, ifMatch), body }),
    changeCustomer: (number: string, body: sent.ChangeCustomerData['body'], ifMatch: string) =>
      api.changeCustomer({ ...of(number, ifMatch), body }),
    tryChangeCustomer: (number: string, body: sent.ChangeCustomerData['body']) =>
      api.changeCustomer({ client, path: { number }, query: { dryRun: true }, body }),
    planWork: (number: string, body: sent.PlanWorkData['body'], ifMatch: string) =>
      api.planWork({ ...of(number, ifMatch), body }),
    setDiscount: (number: string, body: sent.SetDiscountData['body'], ifMatch: string) =>
      api.setDiscount({ ...of(number, ifMatch), body }),
    getPayroll: (number: string) => api.getPayroll({ client, path: { number } }),
    printOrder: (number: string, body: sent.PrintOrderData['body']) =>
      api.printOrder({ client, path: { number }, body }),
    getDocument: (number: string, documentId: string) => api.getDocument({ client, path: { number, documentId } }),
    copyOrder: (number: string, body: sent.CopyOrderData['body']) => api.copyOrder({ client, path: { number }, body }),
    cancelOrder: (number: string, body: sent.CancelOrderData['body'], ifMatch: string) =>
      api.cancelOrder({ ...of(number, ifMatch), body }),
    publishOrder: (number: string, ifMatch: string, key: string) =>
      api.publishOrder({
        client,
        path: { number },
        headers: { 'If-Match': ifMatch, 'Idempotency-Key': key },
        body: {},
      }),
    getHistory: (number: string) => api.getHistory({ client, path: { number } }),
    getLabFeed: (query: sent.GetLabFeedData['query']) => api.getLabFeed({ client, query }),
    getLabOrder: (tenantId: string, number: string) => api.getLabOrder({ client, path: { tenantId, number } }),
    printLabOrder: (tenantId: string, number: string) =>
      api.printLabOrder({ client, path: { tenantId, number }, body: {} }),
    getLabDocument: (tenantId: string, number: string, documentId: string) =>
      api.getLabDocument({ client, path: { tenantId, number, documentId } }),
  };
}
