import type { RouteName, Routes } from '#functions/contract/routes.ts';
import { type Key, keys } from '#functions/store/table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { eur, laboratory } from '#test/support/orders.ts';
import type { Body } from '#test/support/product/clinic.ts';

export type EntryRoute = {
  [Name in RouteName]: Routes[Name] extends { ifMatch: 'honoured' } ? Name : never;
}[RouteName];

export const anna = { firstName: 'Anna', lastName: 'Weber', clinic: 'Mill', active: true };
const milling = { templateId: 'mill', name: 'Mill', price: eur(5_00), leadDays: 1, per: 'unit', employeeId: 'timo' };
export const crown = {
  name: 'Crown',
  group: 'Fixed',
  price: eur(100_00),
  active: true,
  needs: { teeth: true },
  tasks: [milling, { ...milling, templateId: 'sinter' }],
};
const settings = {
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  language: 'en',
  productionDays: 5,
  workingWeek: [
    { day: 'mon', from: '09:00', to: '18:00', breaks: [{ from: '12:00', to: '13:00' }] },
    { day: 'tue', from: '09:00', to: '18:00' },
  ],
  exceptions: [{ date: '2099-12-25', reason: 'Christmas', annually: true }],
  planOnPublish: true,
  laboratoriesSeePrices: true,
  paymentInstructions: '',
};

const subscription = { params: { id: 'main' }, body: { url: 'http://127.0.0.1:9/' } };
const turnedOff = () => ({ active: false, rotateSecret: true });

/** Every PUT of an entry: its request, the item's key, the route that shows the entry, and a change of it. */
export const entries: Record<EntryRoute, { sent: Sent; key: Key; shown: RouteName; changed: (entry: Body) => object }> =
  {
    putEmployee: {
      sent: { params: { id: 'timo' }, body: { firstName: 'Timo', lastName: 'T', active: true } },
      key: keys.entry('northside', 'employees', 'timo'),
      shown: 'listEmployees',
      changed: () => ({ lastName: 'Ceramist' }),
    },
    putCustomer: {
      sent: { params: { id: 'weber' }, body: anna },
      key: keys.entry('northside', 'customers', 'weber'),
      shown: 'listCustomers',
      changed: () => ({ clinics: ['Harbour'] }),
    },
    putService: {
      sent: { params: { id: 'crown' }, body: crown },
      key: keys.entry('northside', 'services', 'crown'),
      shown: 'listServices',
      changed: ({ tasks: [first, second] }) => ({
        price: eur(101_00),
        tasks: [{ ...second, price: eur(6_00) }, first],
      }),
    },
    putLaboratory: {
      sent: { params: { id: 'apex-lab' }, body: { name: 'Apex', active: true } },
      key: keys.entry('northside', 'laboratories', 'apex-lab'),
      shown: 'listLaboratories',
      changed: () => ({ address: '2 Quay' }),
    },
    putSettings: {
      sent: { body: settings },
      key: keys.settings('northside'),
      shown: 'getSettings',
      changed: ({ workingWeek: [monday, tuesday] }) => ({ workingWeek: [tuesday, { ...monday, to: '17:00' }] }),
    },
    putLabProfile: {
      sent: { caller: laboratory, body: { name: 'Apex' } },
      key: keys.profile('apex-lab'),
      shown: 'getLabProfile',
      changed: () => ({ tenants: ['northside'] }),
    },
    putLabSubscription: {
      sent: { caller: laboratory, ...subscription },
      key: keys.subscription('L#apex-lab', 'main'),
      shown: 'listLabSubscriptions',
      changed: turnedOff,
    },
    putSubscription: {
      sent: subscription,
      key: keys.subscription('T#northside', 'main'),
      shown: 'listSubscriptions',
      changed: turnedOff,
    },
  };

export type ChangeRoute = {
  [Name in RouteName]: Routes[Name] extends { folder: 'orders' | 'work'; ifMatch: 'required' } ? Name : never;
}[RouteName];

/**
 * Every change of an order: its request, made from the order's reply, the pointers to the objects that it replaces, and the
 * changes that lead to a status that allows it.
 */
export const changes: Record<
  ChangeRoute,
  { of: (order: Body) => Sent; replaces?: string[]; after?: readonly ChangeRoute[] }
> = {
  editOrder: {
    of: ({ services }) => ({ body: { services, patient: { firstName: 'Ada' }, note: 'Soon' } }),
  },
  changeCustomer: { of: () => ({ body: { customerId: 'novak' } }), replaces: ['/customer'] },
  planWork: { of: () => ({ body: { mode: 'manual', tasks: [{ name: 'Polish' }] } }) },
  editWorkPlan: {
    of: ({ workPlan }) => ({ body: { tasks: workPlan.tasks.map((task: Body) => ({ ...task, quantity: 3 })) } }),
  },
  addPayrollRecord: { of: () => ({ body: { employeeId: 'timo', amount: eur(2_00) } }) },
  removePayrollRecord: {
    of: ({ payroll }) => ({ params: { recordId: payroll.records[0].recordId } }),
    replaces: ['/payroll/records/0', '/payroll/records/0/amount', '/payroll/records/0/by'],
  },
  finalizePayroll: { of: () => ({ body: { finalized: true } }) },
  setDiscount: { of: () => ({ body: { type: 'fixed', amount: eur(3_00) } }) },
  cancelOrder: { of: () => ({ body: { reason: 'Twice' } }) },
  publishOrder: { of: () => ({ body: { changes: { note: 'At last' } } }) },
  withdrawOrder: { of: () => ({ body: { reason: 'Not yet' } }), after: ['publishOrder'] },
  changeDueDate: { of: () => ({ body: { dueDate: '2099-04-01' } }), after: ['publishOrder'] },
  receiveOrder: { of: () => ({ body: {} }), after: ['publishOrder'] },
  reopenOrder: { of: () => ({ body: { reason: 'Too high' } }), after: ['publishOrder', 'receiveOrder'] },
};
export const everyChange = Object.keys(changes) as ChangeRoute[];

const shade = { system: 'VITA Classical', value: 'A2' };
const line = {
  serviceId: 'crown',
  teeth: ['11', '12'],
  pontics: ['12'],
  unitPrice: eur(90_00),
  shade,
  stumpShade: { system: 'Natural Die', value: 'ND3' },
  implant: { system: 'S', platform: 'P', retention: 'screw' },
};
/** The body of an order with members that every release knows, and one with members of the next release, too. */
export const plain = {
  customerId: 'weber',
  laboratoryId: 'apex-lab',
  patient: { lastName: 'Ferrari' },
  toothNotation: 'FDI',
  services: [line, { serviceId: 'courier' }],
  dueDate: '2099-01-01',
  workPlan: { mode: 'automatic' },
};
export const full = { ...plain, urgency: 'today', services: [{ ...line, glaze: 'high' }, { serviceId: 'courier' }] };
