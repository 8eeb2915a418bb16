import * as z from 'zod/mini';
import type { Line, Order } from '#desk/api/client.ts';
import { textOf } from '#desk/order/form/model/teeth-text.ts';
import { notationOf } from '#desk/order/stored-order.ts';
import { writeAmount } from '#domain/catalog/import/amounts.ts';
import { type ShadeSystem, shadeSystems } from '#domain/kernel/shade.ts';
import { Arch, readTooth, Tooth, ToothNotation } from '#domain/kernel/teeth.ts';

/** A shade as it is typed; without a value there is none, whatever guide is chosen. */
const toothShade = z.object({ system: z.enum(shadeSystems.shade), value: z.string() });
const stumpShade = z.object({ system: z.enum(shadeSystems.stumpShade), value: z.string() });

/** A service as it is typed. */
const TypedLine = z.object({
  /** Its name on the page. */
  key: z.string(),
  /** Null until it is saved. */
  lineId: z.nullable(z.string()),
  serviceId: z.string(),
  /** As the person wrote them, in the notation of the form. */
  teeth: z.string(),
  /** Those that hang; only the ones among `teeth` count. */
  pontics: z.array(Tooth),
  arch: z.enum(['', ...Arch.options]),
  shade: toothShade,
  stumpShade,
  material: z.string(),
  implant: z.object({ system: z.string(), platform: z.string(), retention: z.enum(['', 'screw', 'cement']) }),
  /** Empty when it is counted from teeth and jaw. */
  quantity: z.string(),
  /** Empty for the price of the catalogue. */
  unitPrice: z.string(),
  note: z.string(),
});
export type TypedLine = z.infer<typeof TypedLine>;

/** An order as it is typed: the values of the controls. */
export const Form = z.object({
  /** Only a new order has one to choose. */
  customerId: z.string(),
  patient: z.object({
    lastName: z.string(),
    firstName: z.string(),
    dateOfBirth: z.string(),
    reference: z.string(),
  }),
  clinic: z.string(),
  laboratoryId: z.string(),
  notation: ToothNotation,
  lines: z.array(TypedLine),
  /** One a line. */
  enclosures: z.string(),
  dueDate: z.string(),
  note: z.string(),
});
export type Form = z.infer<typeof Form>;

const noShade: TypedLine['shade'] = { system: 'VITA Classical', value: '' };

/** A line of a service that is added now. */
export function newLine(serviceId: string, key: string): TypedLine {
  return {
    key,
    lineId: null,
    serviceId,
    teeth: '',
    pontics: [],
    arch: '',
    shade: noShade,
    stumpShade: { system: 'Natural Die', value: '' },
    material: '',
    implant: { system: '', platform: '', retention: '' },
    quantity: '',
    unitPrice: '',
    note: '',
  };
}

/** The form of a new order. */
export const emptyForm = (notation: ToothNotation, laboratoryId = ''): Form => ({
  customerId: '',
  patient: { lastName: '', firstName: '', dateOfBirth: '', reference: '' },
  clinic: '',
  laboratoryId,
  notation,
  lines: [],
  enclosures: '',
  dueDate: '',
  note: '',
});

/** An order as it stands in the controls before anybody types. Without teeth, it is written in the usual notation. */
export function formOf(order: Order, usual: ToothNotation = 'FDI'): Form {
  const { customerId, patient, clinic, laboratoryId, services, enclosures, dueDate, note } = order;
  const { lastName = '', firstName = '', dateOfBirth = '', reference = '' } = patient;
  return {
    customerId,
    patient: { lastName, firstName, dateOfBirth, reference },
    clinic,
    laboratoryId: laboratoryId ?? '',
    notation: order.toothNotation ?? usual,
    lines: services.map((line) => lineOf(line, notationOf(order))),
    enclosures: enclosures.join('\n'),
    dueDate: dueDate ?? '',
    note: note ?? '',
  };
}

function lineOf(line: Line, notation: ToothNotation): TypedLine {
  const empty = newLine(line.serviceId, line.lineId);
  const { lineId, implant = {}, unitPrice } = line;
  const { system = '', platform = '', retention = '' } = implant;
  const inFdi = (teeth: readonly string[] = []) => teeth.flatMap((tooth) => readTooth(tooth, notation) ?? []);
  return {
    ...empty,
    lineId,
    teeth: textOf(inFdi(line.teeth), notation),
    pontics: inFdi(line.pontics),
    arch: line.arch ?? '',
    shade: line.shade ? { ...line.shade, system: toothSystem(line.shade.system) } : empty.shade,
    stumpShade: line.stumpShade ?? empty.stumpShade,
    material: line.material ?? '',
    implant: { system, platform, retention },
    quantity: line.quantityByHand ? String(line.quantity) : '',
    unitPrice: unitPrice ? writeAmount(unitPrice) : '',
    note: line.note ?? '',
  };
}

/** A shade guide for the shade of a tooth; no order has another one there. */
const toothSystem = (system: ShadeSystem): TypedLine['shade']['system'] =>
  shadeSystems.shade.find((one) => one === system) ?? 'other';
