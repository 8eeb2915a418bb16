/** Published and planned orders, to be printed. */
import type { Catalog } from '#domain/catalog/catalog.ts';
import type { Employee } from '#domain/catalog/employees.ts';
import { defaultSettings, type Settings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { type Line, noPayroll, noPlan, type Order, type Task } from '#domain/order/order.ts';
import { type Print, sheetOf } from '#domain/printing/print-sheet.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';

export const manager: Caller = { role: 'manager', sub: 'northside-manager', tenantId: 'northside' };
export const dentist: Caller = { role: 'dentist', sub: 'weber', tenantId: 'northside', customerId: 'dr-weber' };
export const technician: Caller = { role: 'technician', sub: 'o', tenantId: 'northside', employeeId: 'olena' };
export const laboratory: Caller = { role: 'laboratory', sub: 'apex', laboratoryId: 'apex-lab' };

export const settings: Settings = { ...defaultSettings, timeZone: 'Europe/Berlin' };
export const eur = (amount: number) => ({ amount, currency: 'EUR' });

export const employees = new Map<string, Employee>(
  (
    [
      ['minh', 'Minh', 'Nguyễn'],
      ['olena', 'Олена', 'Шевченко'],
      ['nikos', 'Νίκος', 'Παπαδόπουλος'],
      ['zofia', 'Zofia', 'Łukasiewicz'],
    ] as const
  ).map(([employeeId, firstName, lastName]) => [
    employeeId,
    { employeeId, firstName, lastName, active: true, version: 1, updatedAt: null, updatedBy: null },
  ]),
);

export function line(
  lineId: string,
  name: string,
  more: Partial<Line> & { unit?: 'tooth' | 'arch' | 'piece' } = {},
): Line {
  const { unit = 'tooth', ...members } = more;
  return {
    lineId,
    serviceId: lineId,
    service: { name, group: 'Fixed', unit, price: eur(119_00), needs: {} },
    teeth: [],
    quantity: Math.max(1, more.teeth?.length ?? 0),
    quantityByHand: false,
    ...members,
  };
}

export const task = (taskId: string, name: string, more: Partial<Task> = {}): Task => ({
  taskId,
  name,
  origin: 'automatic',
  quantity: 1,
  price: eur(4_50),
  ...more,
});

const vita = (value: string) => ({ system: 'VITA Classical' as const, value });

/** A sent order with a bridge, two crowns and an implant crown, planned. */
export const published: Order = {
  tenantId: 'northside',
  number: 'E33E1B813D',
  status: 'published',
  source: null,
  root: null,
  sourceSentTo: [],
  remake: null,
  returned: null,
  laboratoryWork: null,
  laboratoryVersion: 3,
  customerId: 'dr-weber',
  customer: {
    firstName: 'Anna',
    lastName: 'Weber',
    registrationNumber: 'BE-20417',
    address: 'Musterstraße 12, 10115 Berlin, Germany',
  },
  clinic: 'Northside Mitte',
  laboratoryId: 'apex-lab',
  laboratory: { name: 'Apex Dental Laboratory', address: 'Am Musterhafen 48, 20457 Hamburg, Germany' },
  patient: { firstName: 'Maria', lastName: 'Łukaszewska', dateOfBirth: '1968-04-09' },
  toothNotation: 'FDI',
  services: [
    line('bridge', 'Zirconia bridge, a unit', {
      teeth: ['24', '25', '26'],
      pontics: ['25'],
      arch: 'upper',
      shade: vita('A3'),
      material: 'Zirconia 3Y, multilayer',
      note: 'Ridge lap pontic. Please keep the embrasure between 25 and 26 open for a floss threader.',
    }),
    line('crown', 'Lithium disilicate crown', {
      teeth: ['11', '21'],
      arch: 'upper',
      shade: vita('A3.5'),
      stumpShade: { system: 'Natural Die', value: 'ND3' },
    }),
    line('implant', 'Implant crown, screw-retained, zirconia on titanium base', {
      teeth: ['36'],
      arch: 'lower',
      shade: vita('A3'),
      implant: { system: 'Straumann Bone Level', platform: 'RC', retention: 'screw' },
    }),
  ],
  enclosures: ['Scan 2026-118', 'Bite record', 'Shade photographs'],
  dueDate: '2026-12-18',
  note: 'The patient grinds: keep the occlusion of 36 light, minimum thickness ≥ 0.8 mm.\nTry-in on Tuesday morning, call before sending → +49 30 23125 101.',
  currency: 'EUR',
  discount: { type: 'percentage', percent: 5 },
  workPlan: {
    ...noPlan,
    tasks: [
      task('1', 'Check in, disinfect, compare with the order', {
        lineId: 'bridge',
        employeeId: 'zofia',
        dueDate: '2026-12-09',
      }),
      task('2', 'Scan models or import scan', { lineId: 'bridge', employeeId: 'minh', dueDate: '2026-12-10' }),
      task('3', 'Design in CAD', { lineId: 'bridge', quantity: 3, employeeId: 'minh', dueDate: '2026-12-11' }),
      task('4', 'Mill and sinter zirconia', {
        lineId: 'bridge',
        quantity: 3,
        employeeId: 'minh',
        dueDate: '2026-12-14',
      }),
      task('5', 'Wax, invest and press glass ceramic', {
        lineId: 'crown',
        quantity: 2,
        employeeId: 'olena',
        dueDate: '2026-12-14',
      }),
      task('6', 'Shape, stain and glaze', { lineId: 'crown', quantity: 2, employeeId: 'olena', dueDate: '2026-12-16' }),
      task('7', 'Bond to titanium base', { lineId: 'implant', employeeId: 'olena', dueDate: '2026-12-16' }),
      task('8', 'Final inspection and packing', { lineId: 'bridge', dueDate: '2026-12-17' }),
    ],
  },
  payroll: noPayroll,
  createdAt: '2026-12-04T09:12:00.000Z',
  createdBy: { sub: 'weber', role: 'dentist' },
  updatedAt: '2026-12-04T09:40:00.000Z',
  updatedBy: { sub: 'northside-manager', role: 'manager' },
  publishedAt: '2026-12-04T09:40:00.000Z',
  publishedBy: { sub: 'northside-manager', role: 'manager' },
  publication: { version: 1, revision: 1, laboratoryId: 'apex-lab', changed: null },
  cancelledAt: null,
  cancelledBy: null,
  cancelReason: null,
  version: 3,
  createdWith: null,
  recent: [],
};

/** As an order is before it is sent. */
export const asDraft = (order: Order): Order => ({
  ...order,
  status: 'draft',
  publishedAt: null,
  publishedBy: null,
  publication: null,
});

/** As it is when it has been published so often. */
export const revised = (order: Order, revision: number, changed: string[] | null = ['note']): Order => ({
  ...order,
  publication: order.publication && { ...order.publication, revision, changed },
});

/** As long as an order can be: 100 lines, 200 tasks, 100 payroll records. */
export const longest: Order = {
  ...published,
  services: Array.from({ length: 100 }, (_, index) =>
    line(`line-${index}`, `Zirconia crown, monolithic, no. ${index + 1}`, {
      teeth: ['11', '21'],
      shade: vita('A2'),
      ...(index % 7 === 0 && {
        note: `Remark ${index + 1}: contact points light, emergence profile as on the photograph. `.repeat(4).trim(),
      }),
    }),
  ),
  note: 'A long note goes on and on. '.repeat(142).trim(),
  workPlan: {
    ...noPlan,
    tasks: Array.from({ length: 200 }, (_, index) =>
      task(`task-${index}`, `Step ${index + 1}: mill and sinter zirconia`, {
        lineId: `line-${index % 100}`,
        employeeId: [...employees.keys()][index % 4] ?? 'minh',
        dueDate: '2026-12-14',
      }),
    ),
  },
  payroll: {
    ...noPayroll,
    records: Array.from({ length: 100 }, (_, index) => ({
      recordId: `record-${index}`,
      employeeId: 'minh',
      amount: eur(100 + index),
      note: `Extra ${index + 1}`,
      at: published.createdAt,
      by: published.createdBy,
    })),
  },
};

/** The catalogue that knows the technicians. */
const none = new Map<string, never>();
export const catalog: Catalog = { customers: none, employees, services: none, laboratories: none, profiles: none };

/** What is printed of an order; refusals fail the test. */
export function printed(order: Order, request: object = {}, caller: Caller = manager, set: Settings = settings): Print {
  const decision = sheetOf(order, PrintOrder.parse(request), {
    caller,
    settings: set,
    catalog,
  });
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refused));
  return decision.accepted;
}
