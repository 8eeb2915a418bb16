import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Decision } from '#domain/kernel/decision.ts';
import type { NewOrderAct } from '#domain/order/act.ts';
import type { Action } from '#domain/order/actions.ts';
import { addPayrollRecord } from '#domain/order/decisions/add-payroll-record.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { changeCustomer } from '#domain/order/decisions/change-customer.ts';
import { copyOrder } from '#domain/order/decisions/copy-order.ts';
import { editOrder } from '#domain/order/decisions/edit-order.ts';
import { editWorkPlan } from '#domain/order/decisions/edit-work-plan.ts';
import { finalizePayroll } from '#domain/order/decisions/finalize-payroll.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import { publishOrder } from '#domain/order/decisions/publish-order.ts';
import { removePayrollRecord } from '#domain/order/decisions/remove-payroll-record.ts';
import { setDiscount } from '#domain/order/decisions/set-discount.ts';
import type { Order } from '#domain/order/order.ts';
import type { Status } from '#domain/order/statuses.ts';
import {
  accepted,
  anyOrder,
  by,
  catalog,
  dentist,
  employee,
  laboratory,
  manager,
  refusal,
  technician,
} from '#test/support/orders.ts';

const how = (caller: ClinicCaller) => by(caller, { catalog: catalog({ employees: [employee('timo')] }) });

const record = { employeeId: 'timo', amount: { amount: 500, currency: 'EUR' } };

/** Every action that changes or copies an order, with a valid request. */
const decisions = {
  editOrder: (order, how) => editOrder.decide(order, { note: 'x' }, how),
  changeCustomer: (order, how) => changeCustomer.decide(order, { customerId: 'novak' }, how),
  planWork: (order, how) => planWork.decide(order, { mode: 'automatic' }, how),
  editWorkPlan: (order, how) => editWorkPlan.decide(order, { tasks: [] }, how),
  addPayrollRecord: (order, how) => addPayrollRecord.decide(order, record, how),
  removePayrollRecord: (order, how) =>
    removePayrollRecord.decide(order, { recordId: order?.payroll.records[0]?.recordId ?? 'none' }, how),
  finalizePayroll: (order, how) => finalizePayroll.decide(order, { finalized: true }, how),
  setDiscount: (order, how) => setDiscount.decide(order, { type: 'percentage', percent: 5 }, how),
  copyOrder: (order, how) => copyOrder.decide(order, {}, how),
  cancelOrder: (order, how) => cancelOrder.decide(order, {}, how),
  publishOrder: (order, how) => publishOrder.decide(order, {}, how),
} satisfies Partial<Record<Action, (order: Order | null, how: NewOrderAct) => Decision<Order>>>;
type Name = keyof typeof decisions;

/** The actions for roles other than manager; a manager may do all of them. */
const dentistMay: Name[] = ['editOrder', 'copyOrder', 'cancelOrder', 'publishOrder'];
const technicianMay: Name[] = [];

const outsider: ClinicCaller = { ...dentist, customerId: 'novak' };
const callers: { caller: ClinicCaller; sees: Status[]; may: string[] }[] = [
  { caller: manager, sees: ['draft', 'published', 'cancelled'], may: Object.keys(decisions) },
  { caller: dentist, sees: ['draft', 'published', 'cancelled'], may: dentistMay },
  { caller: outsider, sees: [], may: dentistMay },
  { caller: technician, sees: ['published'], may: technicianMay },
];

/** An order in any status, with a payroll record that can be removed. */
const anyPaid = anyOrder.map((order): Order => {
  const { payroll } = accepted(addPayrollRecord.decide({ ...order, status: 'draft' }, record, how(manager)));
  return { ...order, payroll };
});
const anyAction = fc.constantFrom(...(Object.keys(decisions) as Name[]));
const anyCaller = fc.constantFrom(...callers);

/** The code of a refusal, or the next order. */
const outcome = (name: Name, order: Order | null, caller: ClinicCaller) => {
  const decision = decisions[name](order, how(caller));
  return decision.kind === 'refused' ? decision.refused.code : decision.accepted;
};

/** Plan and pay are the clinic's affair until the order is cancelled. */
const clinicsAffair: Name[] = [
  'planWork',
  'editWorkPlan',
  'addPayrollRecord',
  'removePayrollRecord',
  'finalizePayroll',
];

/** What is not a draft is not edited any more; a cancelled order can be copied, and cancelled again. */
const allowed = (name: Name, { status }: Order) =>
  status === 'draft' ||
  ['copyOrder', 'cancelOrder'].includes(name) ||
  (clinicsAffair.includes(name) && status !== 'cancelled');

const leadsTo: Partial<Record<Name, string>> = {
  cancelOrder: 'cancelled',
  publishOrder: 'published',
  copyOrder: 'draft',
};

describe('a decision on an order, asked by itself', () => {
  it('does not know an order that is missing, or that is not there for the caller, whatever the action', () => {
    fc.assert(
      fc.property(anyAction, anyPaid, anyCaller, (name, order, { caller, sees }) => {
        expect(outcome(name, null, caller)).toBe('not_found');
        if (!sees.includes(order.status)) expect(outcome(name, order, caller)).toBe('not_found');
      }),
    );
  });

  it('refuses a role that may not, before it says anything of the status', () => {
    fc.assert(
      fc.property(anyAction, anyPaid, anyCaller, (name, order, { caller, sees, may }) => {
        fc.pre(sees.includes(order.status) && !may.includes(name));
        expect(outcome(name, order, caller)).toBe('forbidden');
      }),
    );
  });

  it('refuses a status that does not allow the action, and leaves what has been done', () => {
    fc.assert(
      fc.property(anyAction, anyPaid, anyCaller, (name, order, { caller, sees, may }) => {
        fc.pre(sees.includes(order.status) && may.includes(name));
        if (!allowed(name, order)) expect(outcome(name, order, caller)).toBe('invalid_status');
        else if (name === 'cancelOrder' && order.status === 'cancelled')
          expect(outcome(name, order, caller)).toBe(order);
      }),
    );
  });

  it('leads where the state machine says, or is refused for what was asked', () => {
    fc.assert(
      fc.property(anyAction, anyPaid, anyCaller, (name, order, { caller, sees, may }) => {
        fc.pre(sees.includes(order.status) && may.includes(name) && allowed(name, order));
        const reached = outcome(name, order, caller);
        if (typeof reached === 'string')
          expect(['validation_failed', 'not_ready', 'payroll_finalized']).toContain(reached);
        else expect(reached.status).toBe(leadsTo[name] ?? order.status);
      }),
    );
  });

  it('is for nobody at a laboratory, whose order exists for it once it is sent', () => {
    const changes = [editOrder, changeCustomer, planWork, editWorkPlan, setDiscount, cancelOrder, publishOrder];
    const asks = [...changes, addPayrollRecord, removePayrollRecord, finalizePayroll, copyOrder];
    fc.assert(
      fc.property(fc.constantFrom(...asks), anyOrder, (ask, order) => {
        const refused = refusal((ask.admit as typeof cancelOrder.admit)(order, {}, laboratory));
        expect(refused.code).toBe(order.status === 'published' ? 'forbidden' : 'not_found');
      }),
    );
  });
});
