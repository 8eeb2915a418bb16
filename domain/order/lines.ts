import * as z from 'zod/mini';
import type { Catalog } from '#domain/catalog/catalog.ts';
import { leadDaysOf, type Service, type Unit } from '#domain/catalog/services.ts';
import { type Fault, type Report, reporting, type Warning, warning, within } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { merge } from '#domain/kernel/merge.ts';
import type { Currency } from '#domain/kernel/money.ts';
import { same } from '#domain/kernel/same.ts';
import { readShade, type Shade, shadeSystems, valuesOf } from '#domain/kernel/shade.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import { type Arch, hasGap, jawOf, readTooth, type Tooth, type ToothNotation } from '#domain/kernel/teeth.ts';
import { type Implant, type Line, type Order, ServiceSnapshot } from '#domain/order/order.ts';
import { lineAmount, nextPrice } from '#domain/order/price.ts';
import type { LineRequest } from '#domain/order/requests/edit-order.ts';

/** The jaw of a list of teeth; undefined when it is empty. */
function archOf(teeth: readonly Tooth[]): Arch | undefined {
  const jaws = new Set(teeth.map(jawOf));
  return jaws.size > 1 ? 'both' : [...jaws][0];
}

/** The quantity that follows from a line's teeth or jaw, by the unit of its service. */
function countedQuantity(unit: Unit, teeth: readonly Tooth[], arch: Arch | undefined): number {
  if (unit === 'tooth') return Math.max(1, teeth.length);
  return unit === 'arch' && arch === 'both' ? 2 : 1;
}

/** What the rules for lines need beside the request. Without a notation no teeth may be named. */
export type LineContext = {
  notation: ToothNotation | null;
  services: Catalog['services'];
  newId: () => Id;
  /** The lines as the sender has seen them. */
  shown: readonly Line[];
};

/**
 * The order's lines after a request, and all faults; pointers start at the order. A line with a known `lineId` keeps
 * the members that the request does not name. With another service it becomes a new line.
 */
export function nextLines(order: Order, requests: readonly LineRequest[], means: LineContext) {
  const faults: Fault[] = [];
  const lines: Line[] = [];
  requests.forEach((request, index) => {
    const fault = reporting(faults, `/services/${index}`);
    const current = order.services.find((line) => line.lineId === request.lineId);
    if (request.lineId && requests.findIndex(({ lineId }) => lineId === request.lineId) < index)
      fault('/lineId', 'duplicate_line');
    if (request.lineId && !current && order.services.length > 0) fault('/lineId', 'unknown_line');
    checkReadOnly(
      request,
      means.shown.find(({ lineId }) => lineId === request.lineId),
      fault,
    );
    const line = nextLine(request, current, order.currency, means, fault);
    if (line) lines.push(line);
  });
  return { lines, faults };
}

/**
 * A line for a copied order: with today's service and no price set by hand. Undefined when the service can no longer be
 * ordered.
 */
export function copiedLine({ unitPrice, ...line }: Line, service: Service | undefined, currency: Currency) {
  const snapshot = snapshotOf(service, currency);
  if (!snapshot) return undefined;
  const quantity = line.quantityByHand ? line.quantity : countedQuantity(snapshot.unit, line.teeth, line.arch);
  return { ...line, service: snapshot, quantity };
}

const ShownService = z.omit(ServiceSnapshot, { leadDays: true });

function checkReadOnly({ service, quantityByHand, amount }: LineRequest, line: Line | undefined, fault: Report) {
  const isOther = (sent: unknown, shown: unknown) => sent !== undefined && !same(sent, shown);
  if (isOther(service, line && knownMembers(ShownService, line.service))) fault('/service', 'read_only');
  if (isOther(quantityByHand, line?.quantityByHand)) fault('/quantityByHand', 'read_only');
  if (isOther(amount, line && lineAmount(line))) fault('/amount', 'read_only');
}

function nextLine(
  request: LineRequest,
  current: Line | undefined,
  currency: Currency,
  means: LineContext,
  fault: Report,
): Line | undefined {
  const known = current?.serviceId === request.serviceId ? current : undefined;
  const { lineId, serviceId, teeth: _teeth, pontics: _pontics, arch: sentArch, quantity, unitPrice, ...rest } = request;

  const service = known?.service ?? snapshotOf(means.services.get(serviceId), currency, fault);
  const teeth = readTeeth('teeth', request.teeth, known?.teeth, means.notation, fault);
  const pontics = readTeeth('pontics', request.pontics, known?.pontics, means.notation, fault);
  checkPontics(pontics, teeth, fault);
  const arch = nextArch(sentArch, known, archOf(teeth), fault);
  const priceByHand = nextPrice(unitPrice, known?.unitPrice, currency, within(fault, '/unitPrice'));
  const shade = nextShade('shade', request.shade, known?.shade, fault);
  const stumpShade = nextShade('stumpShade', request.stumpShade, known?.stumpShade, fault);
  if (!service) return undefined;

  const keepsQuantity = quantity === undefined || quantity === known?.quantity;
  const quantityByHand = keepsQuantity ? (known?.quantityByHand ?? false) : quantity !== null;
  const currentQuantity = keepsQuantity ? known?.quantity : quantity;
  return merge<Line>(
    {
      ...known,
      lineId: known?.lineId ?? (current ? undefined : lineId) ?? means.newId(),
      serviceId,
      service,
      teeth,
      quantity: (quantityByHand && currentQuantity) || countedQuantity(service.unit, teeth, arch),
      quantityByHand,
    },
    {
      arch: arch ?? null,
      pontics: pontics.length > 0 ? pontics : null,
      unitPrice: priceByHand,
      shade,
      stumpShade,
      material: rest.material,
      note: rest.note,
      implant: rest.implant && nextImplant(rest.implant, known?.implant),
    },
  );
}

/** Every pontic is one of the teeth of its line. */
function checkPontics(pontics: readonly Tooth[], teeth: readonly Tooth[], fault: Report): void {
  for (const [place, pontic] of pontics.entries())
    if (!teeth.includes(pontic)) fault(`/pontics/${place}`, 'pontic_not_in_teeth');
}

function readTeeth(
  member: 'teeth' | 'pontics',
  texts: readonly string[] | null | undefined,
  known: Tooth[] = [],
  notation: ToothNotation | null,
  fault: Report,
): Tooth[] {
  if (texts === undefined) return known;
  if (!texts || !notation) return [];
  const teeth: Tooth[] = [];
  texts.forEach((text, place) => {
    const tooth = readTooth(text, notation);
    if (!tooth) fault(`/${member}/${place}`, 'unknown_tooth', { tooth: text, notation });
    else if (teeth.includes(tooth)) fault(`/${member}/${place}`, 'duplicate_tooth', { tooth: text });
    else teeth.push(tooth);
  });
  return teeth;
}

/** The shade after a merge patch. Reports a missing member, or a value that the shade guide does not have. */
function nextShade(
  place: keyof typeof shadeSystems,
  sent: LineRequest['shade'] | LineRequest['stumpShade'],
  current: Shade | undefined,
  fault: Report,
): Shade | null | undefined {
  if (!sent) return sent;
  const next = merge<Partial<Shade>>(current ?? {}, sent);
  const { system, value } = next;
  if (!system) fault(`/${place}/system`, 'required', { type: 'text', values: shadeSystems[place] });
  if (value === undefined)
    fault(`/${place}/value`, 'required', { type: 'text', values: (system && valuesOf(system)) ?? undefined });
  if (!system || value === undefined) return undefined;
  const read = readShade(system, value);
  if (read !== undefined) return { ...next, system, value: read };
  return void fault(`/${place}/value`, 'unknown_shade', { system, values: valuesOf(system) });
}

/** The implant after a merge patch; null when no member is left. */
function nextImplant(sent: NonNullable<LineRequest['implant']>, current: Implant = {}): Implant | null {
  const next = merge(current, sent);
  return Object.keys(next).length > 0 ? next : null;
}

/**
 * The jaw of a line. Teeth decide it, and take it away with them. A request that moves the teeth may still repeat the stored
 * jaw, which is then ignored.
 */
function nextArch(sent: Arch | null | undefined, known: Line | undefined, decided: Arch | undefined, fault: Report) {
  const before = archOf(known?.teeth ?? []);
  if (sent && decided && sent !== decided && sent !== before) fault('/arch', 'contradicts_teeth', { arch: decided });
  if (decided) return decided;
  if (sent !== undefined) return sent ?? undefined;
  return before ? undefined : known?.arch;
}

/**
 * The copy of a service that a line keeps. Reports a service that is unknown, inactive or priced in another currency.
 */
function snapshotOf(service: Service | undefined, currency: Currency, fault: Report = () => {}) {
  if (!service) return void fault('/serviceId', 'unknown_service');
  if (!service.active) return void fault('/serviceId', 'inactive_service', service);
  const { name, group, unit, price, needs } = service;
  if (price.currency !== currency) return void fault('/serviceId', 'other_currency', { currency, name });
  return { name, group, unit, price, needs, leadDays: leadDaysOf(service) };
}

/** Warnings about lines: a gap in a bridge, or a quantity set by hand that differs from the counted one. */
export function lineWarnings(order: Order): Warning[] {
  return order.services.flatMap((line, index) => {
    const warnings: Warning[] = [];
    if (line.service.needs.pontics && archOf(line.teeth) !== 'both' && hasGap(line.teeth))
      warnings.push(warning(`/services/${index}/teeth`, 'gap_in_bridge'));
    const counted = countedQuantity(line.service.unit, line.teeth, line.arch);
    if (line.quantity !== counted)
      warnings.push(warning(`/services/${index}/quantity`, 'quantity_differs', { set: line.quantity, counted }));
    return warnings;
  });
}
