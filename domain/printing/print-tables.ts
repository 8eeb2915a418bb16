import type { Catalog } from '#domain/catalog/catalog.ts';
import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { Language } from '#domain/kernel/language.ts';
import { type Amount, formatMoney, formatPercent } from '#domain/kernel/money.ts';
import type { Shade } from '#domain/kernel/shade.ts';
import { drawTooth, inListingOrder, type Tooth, type ToothNotation } from '#domain/kernel/teeth.ts';
import type { Implant, Line, Order } from '#domain/order/order.ts';
import { payrollOf } from '#domain/order/payroll.ts';
import { lineAmount, priceOf } from '#domain/order/price.ts';
import { formatText, type PrintTexts } from '#domain/printing/print-texts.ts';

/** A row of a table; details are printed below the second cell. */
export type Row = { cells: string[]; details: string[] };

type Sum = [caption: string, amount: string];

/** A printed table: `sums` are its last rows, `remarks` are below it. */
export type Table = {
  title: string;
  head: string[];
  rows: Row[];
  sums: Sum[];
  remarks: string[];
};

/** Language, texts and formats of a print. */
export type Wording = {
  texts: PrintTexts;
  language: Language;
  notation: ToothNotation;
  day: (date: CalendarDate) => string;
};

const row = (...cells: (string | number)[]): Row => ({ cells: cells.map(String), details: [] });

/**
 * The table of services: number of the line, service, teeth or jaw, quantity, shade, and below these all other members.
 */
export function serviceTable({ services }: Order, { texts, notation }: Wording): Table {
  const drawn = (teeth: readonly Tooth[]) =>
    inListingOrder(teeth)
      .map((tooth) => drawTooth(tooth, notation))
      .join(' ');
  const detailsOf = ({ pontics, stumpShade, material, implant, note }: Line) => [
    ...(pontics ? [formatText(texts.pontics, drawn(pontics))] : []),
    ...(stumpShade ? [formatText(texts.stump, shadeText(stumpShade))] : []),
    ...(material ? [formatText(texts.material, material)] : []),
    ...(implant ? [formatText(texts.implant, implantText(implant, texts))] : []),
    ...(note ? [formatText(texts.lineNote, note)] : []),
  ];
  const rows = services.map((line, index) => {
    const { service, teeth, arch, quantity, shade } = line;
    const where = teeth.length > 0 ? drawn(teeth) : arch ? texts.arch[arch] : '';
    const cells = [String(index + 1), service.name, where, String(quantity), shade ? shadeText(shade) : ''];
    return { cells, details: detailsOf(line) };
  });
  return {
    title: texts.services,
    head: [texts.line, texts.service, formatText(texts.teeth, notation), texts.quantity, texts.shade],
    rows,
    sums: [],
    remarks: rows.length > 0 ? [] : [texts.nothing],
  };
}

const shadeText = ({ system, value }: Shade) => (system === 'other' ? value : `${value} (${system})`);

const implantText = ({ system, platform, retention }: Implant, texts: PrintTexts) =>
  [system, platform, retention && texts.retention[retention]].filter(Boolean).join(', ');

/** The work plan without pay. The first cell is a box to tick; the third is the number of the line. */
export function planTable(
  { workPlan, services }: Order,
  employees: Catalog['employees'],
  { texts, day }: Wording,
): Table {
  const rows = workPlan.tasks.map(({ name, lineId, quantity, employeeId, dueDate }) => {
    const line = services.findIndex((service) => service.lineId === lineId);
    return row(
      '',
      name,
      line < 0 ? '' : line + 1,
      quantity,
      nameOf(employeeId, employees),
      dueDate ? day(dueDate) : '',
    );
  });
  const without = workPlan.unplannedServices.map(({ name }) => name).join(', ');
  return {
    title: texts.workPlan,
    head: ['', texts.task, texts.line, texts.quantity, texts.technician, texts.date],
    rows,
    sums: [],
    remarks: [
      ...(rows.length > 0 ? [] : [texts.nothing]),
      ...(workPlan.outdated ? [texts.outdated] : []),
      ...(without ? [formatText(texts.unplanned, without)] : []),
    ],
  };
}

/** A technician's name, or the id when the catalogue has no such employee. */
function nameOf(employeeId: Id | undefined, employees: Catalog['employees']): string {
  const employee = employeeId && employees.get(employeeId);
  return employee ? fullName(employee) : (employeeId ?? '');
}

/** The table of prices; a price set by hand is marked. */
export function priceTable(order: Order, { texts, language }: Wording): Table {
  const money = (amount: Amount) => formatMoney(amount, language);
  const { subtotal, discount, total } = priceOf(order);
  const share = order.discount?.type === 'percentage' ? formatPercent(order.discount.percent, language) : '';
  const reduced: Sum = [`${texts.discount} ${share}`.trim(), money({ ...discount, amount: -discount.amount })];
  return {
    title: texts.prices,
    head: [texts.line, texts.service, texts.quantity, texts.unitPrice, texts.amount],
    rows: order.services.map((line, index) => {
      const { service, quantity, unitPrice } = line;
      const cells = [index + 1, service.name, quantity, money(unitPrice ?? service.price), money(lineAmount(line))];
      return { cells: cells.map(String), details: unitPrice ? [texts.byHand] : [] };
    }),
    sums: [[texts.subtotal, money(subtotal)], ...(order.discount ? [reduced] : []), [texts.total, money(total)]],
    remarks: [],
  };
}

/** The payroll as the caller sees it; order total and margin are for managers. */
export function payrollTable(
  order: Order,
  employees: Catalog['employees'],
  caller: ClinicCaller,
  { texts, language }: Wording,
): Table {
  const money = (amount: Amount) => formatMoney(amount, language);
  const payroll = payrollOf(order, employees, caller);
  const { orderTotal, margin } = payroll;
  const managers: Sum[] =
    orderTotal && margin
      ? [
          [texts.orderTotal, money(orderTotal)],
          [texts.margin, money(margin)],
        ]
      : [];
  const earner = (employeeId: Id | null) => (employeeId === null ? texts.unassigned : nameOf(employeeId, employees));
  return {
    title: texts.payroll,
    head: [texts.technician, texts.task, texts.quantity, texts.pay, texts.amount],
    rows: [...payroll.byTask, ...payroll.records].map(({ source, employeeId, quantity, price, amount }) => ({
      cells: [
        earner(employeeId),
        source.kind === 'task' ? source.name : texts.byHand,
        String(quantity),
        price ? money(price) : '',
        money(amount),
      ],
      details: source.kind === 'record' && source.note ? [source.note] : [],
    })),
    sums: [
      ...payroll.byEmployee.map(({ employeeId, total }): Sum => [earner(employeeId), money(total)]),
      [texts.earned, money(payroll.total)],
      ...managers,
    ],
    remarks: payroll.finalized ? [texts.finalized] : [],
  };
}
