import type { Caller, Role } from '#domain/caller.ts';
import type { Order, OrderRow, Status } from '#domain/order.ts';

/** `yes` may happen, `no` is refused (409), `done` has happened already: the answer is the order as it stands. */
type Answer = 'yes' | 'no' | 'done';

type Rule = { roles: readonly Role[] } & Record<Status, Answer>;

const clinic = ['manager', 'dentist', 'technician'] as const;
const ordering = ['manager', 'dentist'] as const;

/** The state machine and the rights to it: what may be done to an order, in which status, by whom (domain.md). */
export const actions = {
  getOrder: { roles: clinic, draft: 'yes', published: 'yes', cancelled: 'yes' },
  getHistory: { roles: clinic, draft: 'yes', published: 'yes', cancelled: 'yes' },
  editOrder: { roles: ordering, draft: 'yes', published: 'no', cancelled: 'no' },
  changeCustomer: { roles: ['manager'], draft: 'yes', published: 'no', cancelled: 'no' },
  planWork: { roles: ['manager'], draft: 'yes', published: 'no', cancelled: 'no' },
  editWorkPlan: { roles: ['manager'], draft: 'yes', published: 'no', cancelled: 'no' },
  getPayroll: { roles: ['manager', 'technician'], draft: 'yes', published: 'yes', cancelled: 'yes' },
  addPayrollRecord: { roles: ['manager'], draft: 'yes', published: 'no', cancelled: 'no' },
  removePayrollRecord: { roles: ['manager'], draft: 'yes', published: 'no', cancelled: 'no' },
  finalizePayroll: { roles: ['manager'], draft: 'yes', published: 'no', cancelled: 'no' },
  setDiscount: { roles: ['manager'], draft: 'yes', published: 'no', cancelled: 'no' },
  printOrder: { roles: clinic, draft: 'yes', published: 'yes', cancelled: 'yes' },
  getDocument: { roles: clinic, draft: 'yes', published: 'yes', cancelled: 'yes' },
  copyOrder: { roles: ordering, draft: 'yes', published: 'yes', cancelled: 'yes' },
  cancelOrder: { roles: ordering, draft: 'yes', published: 'no', cancelled: 'done' },
  publishOrder: { roles: ordering, draft: 'yes', published: 'no', cancelled: 'no' },
} as const satisfies Record<string, Rule>;
export type Action = keyof typeof actions;

/** Who may do what has no order in front of it. */
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
  getLabProfile: ['laboratory'],
  putLabProfile: ['laboratory'],
  getLabFeed: ['laboratory'],
  getLabOrder: ['laboratory'],
  printLabOrder: ['laboratory'],
  getLabDocument: ['laboratory'],
  listSubscriptions: ['laboratory'],
  getSubscription: ['laboratory'],
  putSubscription: ['laboratory'],
  deleteSubscription: ['laboratory'],
  testSubscription: ['laboratory'],
  listDeliveries: ['laboratory'],
  replayDeliveries: ['laboratory'],
} as const satisfies Record<string, readonly Role[]>;

/** What this caller may do to the order now. */
export function allowedActions(order: Order, caller: Caller): Action[] {
  return names(actions).filter((name) => may(caller, actions[name].roles) && actions[name][order.status] === 'yes');
}

/** Whether the caller's role is among those that may. */
export function may(caller: Caller, roles: readonly Role[]): boolean {
  return roles.includes(caller.role);
}

/** Whether orders in a status exist for the role at all: technicians and laboratories know what has been published. */
export function seesStatus({ role }: Caller, status: Status): boolean {
  return role === 'manager' || role === 'dentist' || status === 'published';
}

/** Whether the order exists for this caller. What does not is answered like a number that was never given. */
export function visible(order: Order | OrderRow, caller: Caller): boolean {
  switch (caller.role) {
    case 'manager':
      return true;
    case 'dentist':
      return order.customerId === caller.customerId;
    case 'technician':
      return seesStatus(caller, order.status);
    case 'laboratory':
      return seesStatus(caller, order.status) && order.laboratoryId === caller.laboratoryId;
  }
}

function names<Table extends object>(table: Table): Extract<keyof Table, string>[] {
  const keys = [];
  for (const key in table) keys.push(key);
  return keys;
}
