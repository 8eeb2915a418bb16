import { getCustomer } from '#functions/contract/catalog/get-customer.ts';
import { getEmployee } from '#functions/contract/catalog/get-employee.ts';
import { getLaboratory } from '#functions/contract/catalog/get-laboratory.ts';
import { getService } from '#functions/contract/catalog/get-service.ts';
import { getSettings } from '#functions/contract/catalog/get-settings.ts';
import { listCustomers } from '#functions/contract/catalog/list-customers.ts';
import { listEmployees } from '#functions/contract/catalog/list-employees.ts';
import { listLaboratories } from '#functions/contract/catalog/list-laboratories.ts';
import { listServices } from '#functions/contract/catalog/list-services.ts';
import { putCustomer } from '#functions/contract/catalog/put-customer.ts';
import { putEmployee } from '#functions/contract/catalog/put-employee.ts';
import { putLaboratory } from '#functions/contract/catalog/put-laboratory.ts';
import { putService } from '#functions/contract/catalog/put-service.ts';
import { putSettings } from '#functions/contract/catalog/put-settings.ts';
import { acceptOrder } from '#functions/contract/lab/accept-order.ts';
import { getLabDocument } from '#functions/contract/lab/get-lab-document.ts';
import { getLabOrder } from '#functions/contract/lab/get-lab-order.ts';
import { getLabProfile } from '#functions/contract/lab/get-lab-profile.ts';
import { holdOrder } from '#functions/contract/lab/hold-order.ts';
import { listLabOrders } from '#functions/contract/lab/list-lab-orders.ts';
import { printLabOrder } from '#functions/contract/lab/print-lab-order.ts';
import { produceOrder } from '#functions/contract/lab/produce-order.ts';
import { putLabProfile } from '#functions/contract/lab/put-lab-profile.ts';
import { reopenLabOrder } from '#functions/contract/lab/reopen-lab-order.ts';
import { returnOrder } from '#functions/contract/lab/return-order.ts';
import { shipOrder } from '#functions/contract/lab/ship-order.ts';
import { deleteLabSubscription } from '#functions/contract/listening/delete-lab-subscription.ts';
import { deleteSubscription } from '#functions/contract/listening/delete-subscription.ts';
import { getFeed } from '#functions/contract/listening/get-feed.ts';
import { getLabFeed } from '#functions/contract/listening/get-lab-feed.ts';
import { getLabSubscription } from '#functions/contract/listening/get-lab-subscription.ts';
import { getSubscription } from '#functions/contract/listening/get-subscription.ts';
import { listDeliveries } from '#functions/contract/listening/list-deliveries.ts';
import { listLabDeliveries } from '#functions/contract/listening/list-lab-deliveries.ts';
import { listLabSubscriptions } from '#functions/contract/listening/list-lab-subscriptions.ts';
import { listSubscriptions } from '#functions/contract/listening/list-subscriptions.ts';
import { putLabSubscription } from '#functions/contract/listening/put-lab-subscription.ts';
import { putSubscription } from '#functions/contract/listening/put-subscription.ts';
import { replayDeliveries } from '#functions/contract/listening/replay-deliveries.ts';
import { replayLabDeliveries } from '#functions/contract/listening/replay-lab-deliveries.ts';
import { testLabSubscription } from '#functions/contract/listening/test-lab-subscription.ts';
import { testSubscription } from '#functions/contract/listening/test-subscription.ts';
import { addLabMessage } from '#functions/contract/messages/add-lab-message.ts';
import { addMessage } from '#functions/contract/messages/add-message.ts';
import { listLabMessages } from '#functions/contract/messages/list-lab-messages.ts';
import { listMessages } from '#functions/contract/messages/list-messages.ts';
import { cancelOrder } from '#functions/contract/orders/cancel-order.ts';
import { changeCustomer } from '#functions/contract/orders/change-customer.ts';
import { changeDueDate } from '#functions/contract/orders/change-due-date.ts';
import { copyOrder } from '#functions/contract/orders/copy-order.ts';
import { createOrder } from '#functions/contract/orders/create-order.ts';
import { editOrder } from '#functions/contract/orders/edit-order.ts';
import { getDocument } from '#functions/contract/orders/get-document.ts';
import { getHistory } from '#functions/contract/orders/get-history.ts';
import { getOrder } from '#functions/contract/orders/get-order.ts';
import { listOrders } from '#functions/contract/orders/list-orders.ts';
import { printOrder } from '#functions/contract/orders/print-order.ts';
import { publishOrder } from '#functions/contract/orders/publish-order.ts';
import { receiveOrder } from '#functions/contract/orders/receive-order.ts';
import { reopenOrder } from '#functions/contract/orders/reopen-order.ts';
import { setDiscount } from '#functions/contract/orders/set-discount.ts';
import { withdrawOrder } from '#functions/contract/orders/withdraw-order.ts';
import { startPath } from '#functions/contract/places.ts';
import type { Route } from '#functions/contract/route.ts';
import { addPayrollRecord } from '#functions/contract/work/add-payroll-record.ts';
import { editWorkPlan } from '#functions/contract/work/edit-work-plan.ts';
import { finalizePayroll } from '#functions/contract/work/finalize-payroll.ts';
import { getPayroll } from '#functions/contract/work/get-payroll.ts';
import { markTask } from '#functions/contract/work/mark-task.ts';
import { planWork } from '#functions/contract/work/plan-work.ts';
import { removePayrollRecord } from '#functions/contract/work/remove-payroll-record.ts';

/**
 * All routes. The HTTP API, the local gateway, the OpenAPI document and the tests read them; a handler imports only its
 * own.
 */
export const routes = {
  createOrder,
  listOrders,
  getOrder,
  editOrder,
  changeCustomer,
  planWork,
  editWorkPlan,
  getPayroll,
  addPayrollRecord,
  removePayrollRecord,
  finalizePayroll,
  setDiscount,
  printOrder,
  getDocument,
  copyOrder,
  cancelOrder,
  publishOrder,
  withdrawOrder,
  receiveOrder,
  reopenOrder,
  changeDueDate,
  markTask,
  getHistory,
  listMessages,
  addMessage,
  listCustomers,
  getCustomer,
  putCustomer,
  listEmployees,
  getEmployee,
  putEmployee,
  listServices,
  getService,
  putService,
  listLaboratories,
  getLaboratory,
  putLaboratory,
  getSettings,
  putSettings,
  getFeed,
  listSubscriptions,
  getSubscription,
  putSubscription,
  deleteSubscription,
  testSubscription,
  listDeliveries,
  replayDeliveries,
  getLabProfile,
  putLabProfile,
  getLabFeed,
  listLabOrders,
  getLabOrder,
  printLabOrder,
  getLabDocument,
  acceptOrder,
  returnOrder,
  holdOrder,
  produceOrder,
  shipOrder,
  reopenLabOrder,
  listLabMessages,
  addLabMessage,
  listLabSubscriptions,
  getLabSubscription,
  putLabSubscription,
  deleteLabSubscription,
  testLabSubscription,
  listLabDeliveries,
  replayLabDeliveries,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

/**
 * The paths below `/v1` by the methods that they take, as JSON for unknown-route.ts: `{"GET":[""],"POST":["/orders/+/copy"]}`.
 * It has to be short, so a parameter is `+`: all environment variables of a function together have 4 KB.
 */
export function knownPaths(): string {
  const byPath = Map.groupBy<string, { method: string; path: string }>(
    [{ method: 'GET', path: startPath }, ...Object.values<Route>(routes)],
    ({ path }) => path.slice(startPath.length).replaceAll(/{\w+}/g, '+'),
  );
  const byMethods = Map.groupBy(byPath, ([, rows]) => rows.map(({ method }) => method).join(', '));
  return JSON.stringify(
    Object.fromEntries([...byMethods].map(([methods, all]) => [methods, all.map(([path]) => path)])),
  );
}
