import type { Route } from '#functions/contract/route.ts';
import type { RouteName } from '#functions/contract/routes.ts';

/** The tag of the routes in each folder, in the order in which a reader wants them. */
export const tags: Record<Route['folder'], { name: string; description: string }> = {
  orders: {
    name: 'Orders',
    description:
      'An order is a draft until it is published: sent to its laboratory. It is a draft again when the clinic withdraws it, or the laboratory returns it. A draft can be saved with as little as a customer, and edited; what was sent is received, sent back to the laboratory, or due on another day. Every reply with an order says what it lacks before it can be published (`readiness`), what is unusual about it (`warnings`) and what you may do now (`actions`).',
  },
  work: {
    name: 'Work plan and pay',
    description:
      'The tasks of an order, who does them by when, and what these technicians earn. A price of a task is pay: managers see all of it, technicians their own, and dentists and laboratories none.',
  },
  messages: {
    name: 'Messages',
    description:
      'What clinic and laboratory write to each other about an order that has been sent. A message is never changed or removed. The other side hears by an event that there is one, and reads here what it says.',
  },
  catalog: {
    name: 'Catalogue and settings',
    description:
      'What an organisation keeps once and its orders refer to: customers (the dentists), employees (the technicians), services, laboratories and settings. Managers write it. A PUT replaces an entry whole, or adds it under the id that you choose.',
  },
  lab: {
    name: 'Laboratory',
    description:
      'What a laboratory says of itself, the orders that it has in its hands, and what it answers to the clinics.',
  },
  listening: {
    name: 'Events',
    description:
      'How a laboratory hears of orders, and an organisation of what its laboratories do and say: each reads its feed, or subscribes to webhooks, which carry the same events. An event names no patient: read the order itself by its number, a laboratory with the tenant.',
  },
};

/** What the operations on feeds and subscriptions do, for an organisation and for a laboratory. */
const listening = {
  feed: 'Gives the events by number, without gap or repeat, so that none is missed. Keep `next`, and send it as `after` the next time. With `wait` the answer comes as soon as there is something new, or after that many seconds. Entries are kept for 90 days; an `after` from before that is refused with `feed_expired`.',
  list: 'Gives the subscriptions to webhooks, without their secrets. There are at most 20, on one page.',
  get: 'Gives one subscription, why we have disabled it, if we have, and how far it is while it catches up or gets a replay. Secrets are never shown again.',
  put: 'Adds a subscription under an id that you choose, or replaces it whole. The reply that makes it has the `secret` that signs its webhooks: keep it, for it is never shown again. `rotateSecret` makes a new one; the one before signs beside it for a day.',
  remove: 'Removes a subscription and drops the deliveries that wait for it. If there is none, that is a success, too.',
  test: 'Sends a test event to the endpoint now, whether the subscription is active or not, and shows what the endpoint answered. A test is not repeated, and is not in the feed.',
  deliveries:
    'Gives each attempt to deliver an event to the endpoint, newest first: when, how long it took, and the status or the error.',
  replay:
    'Sends events to the endpoint again, in the order of the feed, each after the one before was accepted: all after a number of the feed, a range of numbers, or one event. The subscription must be active, and gets one replay at a time.',
};

/** What each operation does, when to use it and what happens, beside the one line of its summary. */
export const operations: Record<RouteName, string> = {
  createOrder:
    'Saves a draft with a new number. It needs only a customer, and a dentist is always their own; the rest may come later by editOrder. With `"publish": true` the order is sent to its laboratory in the same step, or nothing is saved at all. Send an Idempotency-Key, so that a repeated request makes no second order.',
  listOrders:
    'Gives the orders that you see, a page at a time: by `status` (drafts, if you do not say), alone or with `customerId`; or by `patient`, which takes no other filter and looks in every status; or, with `awaiting=clinic`, those of which the last message is a laboratory’s, the newest first, until somebody of the clinics has written. By status, the order that got it last comes first; with `sort=due`, the one that is due first. Several statuses are one list. A row shows the columns of a list, with what is ordered and what a draft lacks in brief. Read the order itself for the rest.',
  getOrder:
    'Gives the whole order as your role sees it: what you may not see is absent. Ask with If-None-Match to hear only of changes.',
  editOrder:
    'Changes parts of a draft by a JSON merge patch: what you leave out stays, and `null` clears. Lists are replaced whole, so send every line that is to stay, with its `lineId` and `serviceId`. Of a line with its `lineId`, too, what you leave out stays.',
  changeCustomer:
    'Moves a draft to another active dentist of the organisation, with their name and their home clinic. The former dentist can no longer read it. With `dryRun=true` it says what would change, and writes nothing.',
  planWork:
    'Adds tasks to the work plan: those that the services call for (`automatic`), or those that you name (`manual`). To plan again adds only what is missing, and changes no task that is there. Dates are counted back from the due date in working days. The plan is the organisation’s own affair: it can also be made after the order was sent. With `dryRun=true` it shows the plan, and writes nothing.',
  editWorkPlan:
    'Replaces the list of tasks: use it to change, reorder, assign or remove them. Send every task that is to stay, with its `taskId`; what you leave out of such a task stays as it is. A task without `taskId` is new.',
  getPayroll:
    'Sums what technicians earn on the order: the price of each task times its quantity, and the payroll records. Managers also see the tasks that nobody does yet, the total of the order and the margin; technicians see their own pay alone. In a draft it is a forecast.',
  addPayrollRecord:
    'Pays an employee a sum on this order beside their tasks, such as for difficult work. Refused once the payroll is finalized.',
  removePayrollRecord: 'Takes a sum back that addPayrollRecord has added. Refused once the payroll is finalized.',
  finalizePayroll:
    'With `true` it locks everything that changes pay: records, and the price, quantity and employee of tasks. With `false` it opens it again.',
  setDiscount:
    'Gives a draft one discount, in percent of the subtotal or as a fixed amount, in place of the one before; `null` takes it away. A discount over the subtotal counts as the subtotal, and keeps the order from being published.',
  printOrder:
    'Prints the order form, or a label for the box of the work, as a PDF, and gives a link to it that works for 15 minutes. `{}` prints a form with the usual sections. It changes no order, and to print the same again gives the same document.',
  getDocument:
    'Gives a fresh link to a document that was printed before, to those who may see everything on it. Prints of a draft, and of an order that was cancelled, are kept for 30 days; print it again after that.',
  copyOrder:
    'Makes a new draft of an order in any status: the same customer, patient, laboratory and services at today’s prices, without dates, plan, pay and discount. `changes` edits the copy in the same step. With `remake` it says that the work of this order has failed, and why. A service that is no longer offered is left out, with a warning.',
  cancelOrder:
    'Gives up a draft, or an order that its laboratory has not accepted, for good: everything is kept, but nothing can be changed any more. There is no deleting. A laboratory that has the order hears it by an event, and still reads it, with the reason; one that has accepted it must return it first. To cancel a cancelled order is a success, and changes nothing.',
  withdrawOrder:
    'Takes a published order back, as long as its laboratory has not accepted it. It is a draft again; published anew it is the next revision. The laboratory hears it by an event, and no longer reads the order, but for the messages about it, which say why.',
  receiveOrder:
    'Says that the work is in the clinic, whatever the laboratory has said before. To receive it again is a success, and changes nothing.',
  reopenOrder:
    'Sends delivered or shipped work back to its laboratory: after a try-in, or when it is not right. It is in production again by the same prescription, nothing is promised any more, and what became of it so far is kept in `journeys`. For another prescription, copy the order.',
  changeDueDate:
    'Moves the day on which the work must be in the clinic, from the publication until the work is shipped. The laboratory hears it by an event. The prescription and its revision stay. In a draft, editOrder does it.',
  markTask:
    'Marks a task of the work plan as done, by whom and when, or takes that back. Technicians mark their own tasks. It needs no If-Match, because it is right for every version, and it changes no status.',
  publishOrder:
    'Sends a draft to its laboratory, which is told by an event. `changes` makes a last edit in the same step. All that the order lacks is refused at once, each with its place. What is prescribed no longer changes then: to correct it, withdraw the order, or have its laboratory return it, and publish it again as the next revision.',
  getHistory:
    'Says who changed what, when and for what reasons, oldest first, and who printed it. When its laboratory read or printed the order is there, too. Fields that you may not see are left out.',
  listMessages:
    'Gives the messages about an order, oldest first: of the clinics and of each laboratory that it was sent to. Before it is sent there are none.',
  addMessage:
    'Writes to the laboratory that the order was sent to last, also when the order is a draft again or is cancelled. The laboratory hears by an event that there is a message, not what it says. The order itself does not change. Send an Idempotency-Key, so that a repeated request makes no second message.',
  listCustomers:
    'Gives the customers, who are the dentists that order. Managers see all; a dentist sees themselves, and technicians none.',
  getCustomer: 'Gives one customer, to those who would see it in the list.',
  putCustomer:
    'Adds a customer under the id that you choose, or replaces it whole: what you leave out is deleted. Orders keep the name and address that they have; drafts take them afresh when they are published.',
  listEmployees: 'Gives the employees, who are the technicians of the organisation itself.',
  getEmployee: 'Gives one employee, active or not.',
  putEmployee:
    'Adds an employee under the id that you choose, or replaces it whole. One who is no longer active gets no new tasks, and keeps those they have.',
  listServices:
    'Gives what can be ordered. Managers see all services with their prices and tasks, dentists the active ones with prices, technicians without.',
  getService:
    'Gives one service: what it costs, what a line of it must state (`needs`), and the tasks that it takes. What your role may not see is absent.',
  putService:
    'Adds a service under the id that you choose, or replaces it whole with its tasks. Orders keep the price that the service had when its line was added.',
  listLaboratories:
    'Gives the laboratories to which the organisation sends orders, and who receives them there (`connected`).',
  getLaboratory: 'Gives one laboratory, and who receives orders under its id.',
  putLaboratory:
    'Adds a laboratory under the id that the operator has given it, or replaces it whole. The reply says who receives orders there: `connected` is `null` if nobody does yet, so check the id then.',
  getSettings:
    'Gives the settings of the organisation, or the defaults while none have been set. Dentists and technicians see neither whether laboratories see prices nor who wrote the settings last.',
  putSettings: 'Replaces all settings. The currency is fixed once a service has a price.',
  getLabProfile: 'Gives the name and address of the laboratory, and which tenants may send it orders.',
  putLabProfile:
    'Says what the laboratory is called, where it is, and which tenants may send it orders. It replaces the whole profile: what you leave out is deleted. To leave out `tenants` is open to all; an empty list to none. A tenant that is taken out can send nothing more; the orders that the laboratory has of it, and their events, go on as before.',
  listLabOrders:
    'Gives the orders that clinics have sent to the laboratory and that it has in its hands, a page at a time, the one that is due first on top. No row has the name of a patient: read the order itself, which its history keeps.',
  getLabOrder:
    'Gives an order that the laboratory has in its hands: from its publication until it is withdrawn or returned, and also when it is cancelled. The history of the order keeps that it was read, unless you have this version already (304).',
  printLabOrder:
    'Prints the form or a label of an order that the laboratory has in its hands, and gives a link to the PDF that works for 15 minutes. The history of the order keeps it.',
  acceptOrder:
    'Takes a published order into production. `promisedDate` is the day on which the work will be in the clinic, `laboratoryReference` the laboratory’s own number for it. Until the work is shipped, both are corrected by sending them again, and taken back by null; when the order was accepted first stays.',
  returnOrder:
    'Gives an order back whose work is not finished, with 1 to 20 reasons. Where a reason is about a field, `pointer` names it, also when it is empty, for something may be missing. The order is a draft again and leaves the laboratory’s hands; the clinic sees each reason at its place until it publishes again.',
  holdOrder:
    'Says that the laboratory waits for something of the clinic; `null` says that it goes on. Shipping the work ends the wait, too. The status stays. It needs no If-Match, because it is right for every version.',
  produceOrder:
    'Says that the work of an order that was accepted is finished. To say so again is a success, and changes nothing.',
  shipOrder:
    'Says that the whole work is on its way to the clinic, for good or for a try-in (`purpose`), by which carrier, and under which tracking number. To send it again corrects these. It need not have been said before that the work is finished.',
  reopenLabOrder:
    'Takes back that the work is finished or on its way: it is in production again, and nothing is promised any more.',
  getLabDocument:
    'Gives a fresh link to a document that the laboratory has printed before. The history of the order keeps it.',
  listLabMessages:
    'Gives the messages between the laboratory and the clinics about an order that was sent to it, oldest first, also when it no longer has the order in its hands.',
  addLabMessage:
    'Writes to the clinics about an order that was sent to the laboratory. Until somebody of them has written, the order is in their list of what awaits an answer. They hear by an event that there is a message, not what it says. Send an Idempotency-Key, so that a repeated request makes no second message.',
  getFeed: listening.feed,
  listSubscriptions: listening.list,
  getSubscription: listening.get,
  putSubscription: listening.put,
  deleteSubscription: listening.remove,
  testSubscription: listening.test,
  listDeliveries: listening.deliveries,
  replayDeliveries: listening.replay,
  getLabFeed: listening.feed,
  listLabSubscriptions: listening.list,
  getLabSubscription: listening.get,
  putLabSubscription: listening.put,
  deleteLabSubscription: listening.remove,
  testLabSubscription: listening.test,
  listLabDeliveries: listening.deliveries,
  replayLabDeliveries: listening.replay,
};
