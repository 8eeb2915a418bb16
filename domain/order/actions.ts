import type { Caller, Role } from '#domain/kernel/caller.ts';
import type { WrongStatus } from '#domain/kernel/decision.ts';
import type { Order } from '#domain/order/order.ts';
import { laboratoryWith, publishedTo, type Sent, type Status, statuses } from '#domain/order/statuses.ts';

/**
 * What an action does to an order: `allowed`, and moves it to a status (`to`, null to stay); `refused` with 409, `because`
 * of something for which there is another way; or `done`, because the order is already there.
 */
export type Transition =
  | { kind: 'allowed'; to: Status | null }
  | { kind: 'refused'; because?: WrongStatus }
  | { kind: 'done' };

/** What an action does in a status. `oncePublished` is allowed if the order has been published before, else refused. */
export type Cell = Transition | { kind: 'oncePublished' };

const yes = { kind: 'allowed', to: null } as const;
const to = <Next extends Status>(status: Next) => ({ kind: 'allowed', to: status }) as const;
const no = { kind: 'refused' } as const;
const instead = <Because extends WrongStatus>(because: Because) => ({ kind: 'refused', because }) as const;
const done = { kind: 'done' } as const;
const once = { kind: 'oncePublished' } as const;

/** Which roles may use an action, and what it does in each status. */
type Row = { roles: readonly Role[] } & Record<Status, Cell>;

const always = {
  draft: yes,
  published: yes,
  production: yes,
  produced: yes,
  shipped: yes,
  delivered: yes,
  cancelled: yes,
};
const never = { draft: no, published: no, production: no, produced: no, shipped: no, delivered: no, cancelled: no };
const inDraft = { ...never, draft: yes, published: instead('sent'), production: instead('inProduction') };
const untilCancelled = { ...always, cancelled: no };
const onceSent = { ...untilCancelled, draft: no };
const oncePublished = { ...always, draft: once, cancelled: once };
/** While it is at the laboratory and not on its way back. */
const atLaboratory = { ...never, published: yes, production: yes, produced: yes };

const clinic = ['manager', 'dentist', 'technician'] as const;
const ordering = ['manager', 'dentist'] as const;

/** The state machine: every action on an order, with its roles and its effect in each status. */
export const actions = {
  getOrder: { roles: clinic, ...always },
  getHistory: { roles: clinic, ...always },
  editOrder: { roles: ordering, ...inDraft },
  changeCustomer: { roles: ['manager'], ...inDraft },
  planWork: { roles: ['manager'], ...untilCancelled },
  editWorkPlan: { roles: ['manager'], ...untilCancelled },
  getPayroll: { roles: ['manager', 'technician'], ...always },
  addPayrollRecord: { roles: ['manager'], ...untilCancelled },
  removePayrollRecord: { roles: ['manager'], ...untilCancelled },
  finalizePayroll: { roles: ['manager'], ...untilCancelled },
  setDiscount: { roles: ['manager'], ...inDraft },
  printOrder: { roles: clinic, ...always },
  getDocument: { roles: clinic, ...always },
  copyOrder: { roles: ordering, ...always },
  markTask: { roles: ['manager', 'technician'], ...onceSent },
  cancelOrder: {
    roles: ordering,
    ...never,
    draft: to('cancelled'),
    published: to('cancelled'),
    production: instead('inProduction'),
    cancelled: done,
  },
  publishOrder: { roles: ordering, ...never, draft: to('published') },
  withdrawOrder: { roles: ordering, ...never, published: to('draft'), production: instead('inProduction') },
  changeDueDate: { roles: ordering, ...atLaboratory, draft: instead('draft') },
  receiveOrder: {
    roles: ordering,
    ...never,
    published: to('delivered'),
    production: to('delivered'),
    produced: to('delivered'),
    shipped: to('delivered'),
    delivered: done,
  },
  reopenOrder: { roles: ordering, ...never, shipped: to('production'), delivered: to('production') },
  acceptOrder: { roles: ['laboratory'], ...atLaboratory, published: to('production') },
  returnOrder: { roles: ['laboratory'], ...never, published: to('draft'), production: to('draft') },
  holdOrder: { roles: ['laboratory'], ...atLaboratory },
  produceOrder: { roles: ['laboratory'], ...never, production: to('produced'), produced: done },
  shipOrder: {
    roles: ['laboratory'],
    ...never,
    production: to('shipped'),
    produced: to('shipped'),
    shipped: yes,
  },
  reopenLabOrder: { roles: ['laboratory'], ...never, produced: to('production'), shipped: to('production') },
  listMessages: { roles: clinic, ...always },
  addMessage: { roles: ordering, ...oncePublished },
  addLabMessage: { roles: ['laboratory'], ...oncePublished },
} as const satisfies Record<string, Row>;
export type Action = keyof typeof actions;

/**
 * Whether an action fills an order with what its clinic writes, as it may a draft. Every other action answers an order
 * that was sent, or ends it.
 */
export const fills = (action: Action | 'createOrder'): boolean =>
  action === 'createOrder' || (actions[action].draft.kind === 'allowed' && action !== 'cancelOrder');

/** What an action does to an order now. */
export function transitionOf(action: Action, { status, publication }: Order): Transition {
  const cell: Cell = actions[action][status];
  if (cell.kind !== 'oncePublished') return cell;
  return publication ? yes : no;
}

/** The roles of all other routes: those that are about no order, and what a laboratory reads and prints. */
export const rights = {
  createOrder: ordering,
  listOrders: clinic,
  listCustomers: clinic,
  listEmployees: ['manager'],
  listServices: clinic,
  listLaboratories: clinic,
  getCustomer: clinic,
  getEmployee: ['manager'],
  getService: clinic,
  getLaboratory: clinic,
  getSettings: clinic,
  putCustomer: ['manager'],
  putEmployee: ['manager'],
  putService: ['manager'],
  putLaboratory: ['manager'],
  putSettings: ['manager'],
  getFeed: ['manager'],
  listSubscriptions: ['manager'],
  getSubscription: ['manager'],
  putSubscription: ['manager'],
  deleteSubscription: ['manager'],
  testSubscription: ['manager'],
  listDeliveries: ['manager'],
  replayDeliveries: ['manager'],
  getLabProfile: ['laboratory'],
  putLabProfile: ['laboratory'],
  getLabFeed: ['laboratory'],
  listLabOrders: ['laboratory'],
  getLabOrder: ['laboratory'],
  printLabOrder: ['laboratory'],
  getLabDocument: ['laboratory'],
  listLabMessages: ['laboratory'],
  listLabSubscriptions: ['laboratory'],
  getLabSubscription: ['laboratory'],
  putLabSubscription: ['laboratory'],
  deleteLabSubscription: ['laboratory'],
  testLabSubscription: ['laboratory'],
  listLabDeliveries: ['laboratory'],
  replayLabDeliveries: ['laboratory'],
} as const satisfies Record<string, readonly Role[]>;

/** The actions that this caller may take now. */
export function allowedActions(order: Order, caller: Caller): Action[] {
  return names(actions).filter(
    (name) => may(caller, actions[name].roles) && transitionOf(name, order).kind === 'allowed',
  );
}

/** Whether the caller has one of the roles. */
export function may(caller: Pick<Caller, 'role'>, roles: readonly Role[]): boolean {
  return roles.includes(caller.role);
}

/** Whether the caller sees the order. An order that is not visible is answered like one that does not exist. */
export function visible(order: Pick<Order, 'status' | 'customerId'> & Sent, caller: Caller): boolean {
  if (!may(caller, statuses[order.status].visibleTo)) return false;
  if (caller.role === 'dentist') return order.customerId === caller.customerId;
  return caller.role !== 'laboratory' || laboratoryWith(order) === caller.laboratoryId;
}

/**
 * Whether the caller sees messages about the order. A laboratory sees its own, also when it no longer has the order in
 * its hands, or another one has it.
 */
export const seesThread = (order: Order, caller: Caller): boolean =>
  caller.role === 'laboratory' ? publishedTo(order).includes(caller.laboratoryId) : visible(order, caller);

function names<Table extends object>(table: Table): Extract<keyof Table, string>[] {
  const keys = [];
  for (const key in table) keys.push(key);
  return keys;
}
