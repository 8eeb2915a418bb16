import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Caller, Role } from '#domain/kernel/caller.ts';
import type { Decision } from '#domain/kernel/decision.ts';
import {
  type Action,
  actions,
  allowedActions,
  type Cell,
  may,
  rights,
  seesThread,
  visible,
} from '#domain/order/actions.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { changeCustomer } from '#domain/order/decisions/change-customer.ts';
import type { Order } from '#domain/order/order.ts';
import { Status } from '#domain/order/statuses.ts';
import {
  act,
  anyDraft,
  anyOrder,
  complete,
  copy,
  dentist,
  draft,
  edit,
  laboratory,
  manager,
  publish,
  saved,
  technician,
} from '#test/support/orders.ts';

/** A cell of the table of actions, in one word: the new status, or what happens. */
const said = (cell: Cell) =>
  cell.kind === 'allowed' && cell.to
    ? cell.to
    : { allowed: 'yes', refused: 'no', done: 'done', oncePublished: 'once' }[cell.kind];

const callers = { manager, dentist, technician, laboratory };

const inStatus = (status: Status): Order => ({ ...draft(complete), status });

/** An order that has been published to Apex and has now this status. */
const oncePublished = (status: Status): Order => ({
  ...inStatus(status),
  publication: { version: 2, revision: 1, laboratoryId: 'apex-lab', changed: null },
});

/**
 * What each action does in draft, published, production, produced, shipped, delivered and cancelled, written out a second
 * time on purpose.
 */
const machine: Record<Action, string> = {
  getOrder: 'yes yes yes yes yes yes yes',
  getHistory: 'yes yes yes yes yes yes yes',
  editOrder: 'yes no no no no no no',
  changeCustomer: 'yes no no no no no no',
  planWork: 'yes yes yes yes yes yes no',
  editWorkPlan: 'yes yes yes yes yes yes no',
  getPayroll: 'yes yes yes yes yes yes yes',
  addPayrollRecord: 'yes yes yes yes yes yes no',
  removePayrollRecord: 'yes yes yes yes yes yes no',
  finalizePayroll: 'yes yes yes yes yes yes no',
  setDiscount: 'yes no no no no no no',
  printOrder: 'yes yes yes yes yes yes yes',
  getDocument: 'yes yes yes yes yes yes yes',
  copyOrder: 'yes yes yes yes yes yes yes',
  markTask: 'no yes yes yes yes yes no',
  cancelOrder: 'cancelled cancelled no no no no done',
  publishOrder: 'published no no no no no no',
  withdrawOrder: 'no draft no no no no no',
  changeDueDate: 'no yes yes yes no no no',
  receiveOrder: 'no delivered delivered delivered delivered done no',
  reopenOrder: 'no no no no production production no',
  acceptOrder: 'no production yes yes no no no',
  returnOrder: 'no draft draft no no no no',
  holdOrder: 'no yes yes yes no no no',
  produceOrder: 'no no produced done no no no',
  shipOrder: 'no no shipped shipped yes no no',
  reopenLabOrder: 'no no no production production no no',
  listMessages: 'yes yes yes yes yes yes yes',
  addMessage: 'once yes yes yes yes yes once',
  addLabMessage: 'once yes yes yes yes yes once',
};

describe('the state machine', () => {
  it('has the documented result for every action in every status', () => {
    const rows = Object.entries(actions).map(([name, rule]) => [
      name,
      Status.options.map((status) => said(rule[status])).join(' '),
    ]);
    expect(Object.fromEntries(rows)).toEqual(machine);
  });

  type Step = { name: Action; decide: (order: Order) => Decision<Order> };
  const steps: Step[] = [
    { name: 'editOrder', decide: (order) => edit(order, { note: 'x', dueDate: null }) },
    {
      name: 'editOrder',
      decide: (order) => edit(order, { ...complete, toothNotation: 'FDI', services: complete.services }),
    },
    { name: 'changeCustomer', decide: (order) => changeCustomer.decide(order, { customerId: 'novak' }, act()) },
    { name: 'changeCustomer', decide: (order) => changeCustomer.decide(order, { customerId: 'nobody-here' }, act()) },
    { name: 'copyOrder', decide: (order) => copy(order, {}, act({ number: 'AAAAAAAAAA' })) },
    { name: 'cancelOrder', decide: (order) => cancelOrder.decide(order, {}, act()) },
    { name: 'publishOrder', decide: (order) => publish(order) },
    { name: 'publishOrder', decide: (order) => publish(order, { changes: { note: 'last words' } }) },
  ];

  /** The order after an action, if table and rules accept it. A copy is another order. */
  const after = (order: Order, { name, decide }: Step): Order => {
    if (actions[name][order.status].kind !== 'allowed' || name === 'copyOrder') return order;
    const decision = decide(order);
    return decision.kind === 'refused' ? order : saved(order, decision.accepted, name);
  };

  it('is never left, whatever is tried in whatever order', () => {
    const ways = ['draft draft', 'draft published', 'draft cancelled', 'published published', 'published cancelled'];
    ways.push('cancelled cancelled');
    fc.assert(
      fc.property(anyOrder, fc.array(fc.constantFrom(...steps), { maxLength: 12 }), (order, tried) => {
        tried.reduce((so, step) => {
          const next = after(so, step);
          expect(ways).toContain(`${so.status} ${next.status}`);
          if (so.status === 'cancelled') expect(next).toEqual(so);
          else if (next !== so) expect(next.version).toBe(so.version + 1);
          return next;
        }, order);
      }),
    );
  });

  it('gives a copy of every order its own life as a draft', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const copied = copy(order, {}, act({ number: 'AAAAAAAAAA' }));
        expect(copied).toMatchObject({ accepted: { status: 'draft', publishedAt: null, cancelledAt: null } });
      }),
    );
  });

  it('lets a complete draft be sent once, or cancelled and then no longer sent', () => {
    const [sent, cancelled] = ['publishOrder', 'cancelOrder'].map((name) => steps.filter((step) => step.name === name));
    const published = (sent ?? []).reduce(after, draft(complete));
    expect(published.status).toBe('published');
    expect((sent ?? []).reduce(after, published)).toEqual(published);
    const given = (cancelled ?? []).reduce(after, draft(complete));
    expect(given.status).toBe('cancelled');
    expect((sent ?? []).reduce(after, given)).toEqual(given);
  });
});

describe('the actions of an order reply', () => {
  const prints: Action[] = ['printOrder', 'getDocument'];
  const ordering: Action[] = [
    'getOrder',
    'getHistory',
    'editOrder',
    ...prints,
    'copyOrder',
    'cancelOrder',
    'publishOrder',
    'listMessages',
  ];
  const read: Action[] = ['getOrder', 'getHistory'];
  const writing: Action[] = ['addMessage', 'addLabMessage'];

  const planning: Action[] = ['planWork', 'editWorkPlan', 'getPayroll'];
  const paying: Action[] = ['addPayrollRecord', 'removePayrollRecord', 'finalizePayroll'];
  it.each<[Role, Status, Action[]]>([
    [
      'manager',
      'draft',
      [
        ...read,
        'editOrder',
        'changeCustomer',
        ...planning,
        ...paying,
        'setDiscount',
        ...prints,
        'copyOrder',
        'cancelOrder',
        'publishOrder',
        'listMessages',
      ],
    ],
    [
      'manager',
      'published',
      [
        ...read,
        ...planning,
        ...paying,
        ...prints,
        'copyOrder',
        'markTask',
        'cancelOrder',
        'withdrawOrder',
        'changeDueDate',
        'receiveOrder',
        'listMessages',
        'addMessage',
      ],
    ],
    ['manager', 'cancelled', [...read, 'getPayroll', ...prints, 'copyOrder', 'listMessages', 'addMessage']],
    ['dentist', 'draft', ordering],
    [
      'dentist',
      'shipped',
      [...read, ...prints, 'copyOrder', 'receiveOrder', 'reopenOrder', 'listMessages', 'addMessage'],
    ],
    ['dentist', 'cancelled', [...read, ...prints, 'copyOrder', 'listMessages', 'addMessage']],
    ['technician', 'published', [...read, 'getPayroll', ...prints, 'markTask', 'listMessages']],
    ['laboratory', 'published', ['acceptOrder', 'returnOrder', 'holdOrder', 'addLabMessage']],
    [
      'laboratory',
      'production',
      ['acceptOrder', 'returnOrder', 'holdOrder', 'produceOrder', 'shipOrder', 'addLabMessage'],
    ],
    ['laboratory', 'shipped', ['shipOrder', 'reopenLabOrder', 'addLabMessage']],
  ])('are for %s in status %s what both the role and the status allow', (role, status, expected) => {
    const order = status === 'draft' ? inStatus(status) : oncePublished(status);
    expect(allowedActions(order, callers[role])).toEqual(expected);
  });

  it.each<[Role, Action[]]>([
    ['manager', ['addMessage']],
    ['dentist', ['addMessage']],
    ['technician', []],
    ['laboratory', ['addLabMessage']],
  ])('have for %s, in every status once the order was published, that they may write about it', (role, expected) => {
    for (const status of Status.options) {
      const allowed = allowedActions(oncePublished(status), callers[role]);
      expect(allowed.filter((action) => writing.includes(action))).toEqual(expected);
    }
  });
});

describe('an order', () => {
  const seenBy = (caller: Caller) => Status.options.filter((status) => visible(oncePublished(status), caller));
  const sent = ['published', 'production', 'produced', 'shipped', 'delivered'];

  it('is there for every manager of its tenant, in every status', () => {
    expect(seenBy(manager)).toEqual(Status.options);
  });

  it('is there for its dentist in every status, and for no other dentist', () => {
    expect(seenBy(dentist)).toEqual(Status.options);
    expect(seenBy({ ...dentist, customerId: 'novak' })).toEqual([]);
  });

  it('is there for technicians once it is published, unless it is cancelled', () => {
    expect(seenBy(technician)).toEqual(sent);
  });

  it('is there for the laboratory it was published to until it is over, and for no other', () => {
    expect(seenBy(laboratory)).toEqual([...sent, 'cancelled']);
    expect(seenBy({ ...laboratory, laboratoryId: 'bright-lab' })).toEqual([]);
    const { publication, ...cancelled } = oncePublished('cancelled');
    const ended = { how: 'withdrawn' as const, at: cancelled.createdAt };
    expect(visible({ ...cancelled, publication: publication && { ...publication, ended } }, laboratory)).toBe(false);
    expect(visible(inStatus('published'), laboratory)).toBe(false);
  });

  it('has messages for those who see it, and for its laboratory also when it has left its hands or another one has it', () => {
    for (const status of Status.options) {
      for (const caller of [manager, dentist, technician, { ...dentist, customerId: 'novak' }])
        expect(seesThread(oncePublished(status), caller)).toBe(visible(inStatus(status), caller));
      expect(seesThread(oncePublished(status), laboratory)).toBe(true);
      expect(seesThread(oncePublished(status), { ...laboratory, laboratoryId: 'bright-lab' })).toBe(false);
      expect(seesThread(inStatus(status), laboratory)).toBe(false);
      const earlier = [{ laboratoryId: 'apex-lab', at: inStatus(status).createdAt }];
      const publication = { version: 4, revision: 2, laboratoryId: 'bright-lab', changed: null, earlier };
      expect(seesThread({ ...inStatus(status), publication }, laboratory)).toBe(true);
    }
  });

  it('is there for no technician and no laboratory while it is a draft', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        for (const caller of [technician, laboratory]) expect(visible(order, caller)).toBe(false);
      }),
    );
  });
});

describe('the rights of each role', () => {
  const namesFor = (caller: Caller, table: Record<string, { roles: readonly Role[] } | readonly Role[]>) =>
    Object.entries(table)
      .filter(([, right]) => may(caller, 'roles' in right ? right.roles : right))
      .map(([name]) => name);

  it('let a manager do everything in the clinic', () => {
    const all = { ...actions, ...rights };
    expect([...namesFor(manager, all), ...namesFor(laboratory, all)].toSorted()).toEqual(Object.keys(all).toSorted());
  });

  it('let a dentist order, and read what ordering needs', () => {
    expect(namesFor(dentist, actions)).toEqual([
      'getOrder',
      'getHistory',
      'editOrder',
      'printOrder',
      'getDocument',
      'copyOrder',
      'cancelOrder',
      'publishOrder',
      'withdrawOrder',
      'changeDueDate',
      'receiveOrder',
      'reopenOrder',
      'listMessages',
      'addMessage',
    ]);
    expect(namesFor(dentist, rights)).toEqual([
      'createOrder',
      'listOrders',
      'listCustomers',
      'listServices',
      'listLaboratories',
      'getCustomer',
      'getService',
      'getLaboratory',
      'getSettings',
    ]);
  });

  it('let a technician read', () => {
    expect(namesFor(technician, actions)).toEqual([
      'getOrder',
      'getHistory',
      'getPayroll',
      'printOrder',
      'getDocument',
      'markTask',
      'listMessages',
    ]);
    expect(namesFor(technician, rights)).toEqual([
      'listOrders',
      'listCustomers',
      'listServices',
      'listLaboratories',
      'getCustomer',
      'getService',
      'getLaboratory',
      'getSettings',
    ]);
  });

  it('let a laboratory answer the clinic, and do all that is its own', () => {
    expect(namesFor(laboratory, actions)).toEqual([
      'acceptOrder',
      'returnOrder',
      'holdOrder',
      'produceOrder',
      'shipOrder',
      'reopenLabOrder',
      'addLabMessage',
    ]);
    expect(namesFor(laboratory, rights)).toEqual([
      'getLabProfile',
      'putLabProfile',
      'getLabFeed',
      'listLabOrders',
      'getLabOrder',
      'printLabOrder',
      'getLabDocument',
      'listLabMessages',
      'listLabSubscriptions',
      'getLabSubscription',
      'putLabSubscription',
      'deleteLabSubscription',
      'testLabSubscription',
      'listLabDeliveries',
      'replayLabDeliveries',
    ]);
  });

  it('are given to roles that exist', () => {
    for (const { roles } of Object.values(actions)) expect(z.array(Role).parse(roles)).toEqual(roles);
  });
});

describe('A status that does not allow an action says of another way to what was meant', () => {
  /** The action that the other way is, in that status: by the same caller, or by the laboratory that is asked. */
  const ways = { draft: 'editOrder', sent: 'withdrawOrder', inProduction: 'returnOrder' } as const;
  const said = Object.entries(actions).flatMap(([action, row]) =>
    Status.options.flatMap((status) => {
      const cell: Cell = row[status];
      return cell.kind === 'refused' && cell.because ? [{ action, status, because: cell.because }] : [];
    }),
  );

  it('where there is one', () => {
    expect(said.map(({ action, status, because }) => `${action} ${status}: ${because}`)).toEqual([
      'editOrder published: sent',
      'editOrder production: inProduction',
      'changeCustomer published: sent',
      'changeCustomer production: inProduction',
      'setDiscount published: sent',
      'setDiscount production: inProduction',
      'cancelOrder production: inProduction',
      'withdrawOrder production: inProduction',
      'changeDueDate draft: draft',
    ]);
  });

  it('which is allowed there, and leads to a status that allows the action', () => {
    for (const { action, status, because } of said) {
      const way: Cell = actions[ways[because]][status];
      expect([action, status, way.kind]).toEqual([action, status, 'allowed']);
      const then = (way.kind === 'allowed' && way.to) || status;
      if (because !== 'draft' && action !== 'withdrawOrder')
        expect([action, status, actions[action as Action][then].kind]).toEqual([action, status, 'allowed']);
    }
  });
});
