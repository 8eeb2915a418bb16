import type { Order } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import { type Form, formOf, type TypedLine } from '#desk/order/form/model/form.ts';
import { knownTeeth, ponticsIn, teethIn } from '#desk/order/form/model/teeth-text.ts';
import { readAmount } from '#domain/catalog/import/amounts.ts';
import type { Currency } from '#domain/kernel/money.ts';
import { same } from '#domain/kernel/same.ts';
import type { ShadeSystem } from '#domain/kernel/shade.ts';
import { readTooth, type Tooth, type ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';

type Schemas = components['schemas'];
export type Patch = Schemas['OrderPatch'];
type LineRequest = Schemas['LineRequest'];

/** What is empty is null, which clears it. */
const orNull = (text: string) => (text.trim() === '' ? null : text);

/** The members that differ from those before; where there was nothing, also those that are not null. */
function differing<Shape extends object>(now: Shape, before: Partial<Shape> | undefined): Partial<Shape> {
  const patch: Partial<Shape> = {};
  for (const member in now) if (!same(now[member], before?.[member] ?? null)) patch[member] = now[member];
  return patch;
}

const shadeIn = <System extends ShadeSystem>({ system, value }: { system: System; value: string }) =>
  value.trim() === '' ? null : { system, value };

/** A whole number; what is none is NaN, which the rules of the order refuse. */
const numberIn = (text: string) => (text.trim() === '' ? null : /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN);

/** A sum; what cannot be read is NaN, which the rules of the order refuse. */
const priceIn = (text: string, currency: Currency) =>
  text.trim() === '' ? null : { amount: readAmount(text, currency) ?? Number.NaN, currency };

/** What a line says, each member null where it says nothing. Teeth are in FDI, so that notations compare. */
function saidBy(line: TypedLine, notation: ToothNotation, currency: Currency) {
  const { material, implant, quantity, unitPrice, note, shade, stumpShade } = line;
  const teeth = teethIn(line.teeth, notation).map((word) => readTooth(word, notation) ?? word);
  const pontics = hanging(line, notation);
  const { system, platform, retention } = implant;
  return {
    teeth: teeth.length > 0 ? teeth.toSorted() : null,
    pontics: pontics.length > 0 ? pontics.toSorted() : null,
    // Teeth decide the jaw.
    arch: teeth.length > 0 ? undefined : line.arch || null,
    shade: shadeIn(shade),
    stumpShade: shadeIn(stumpShade),
    material: orNull(material),
    implant:
      orNull(system) || orNull(platform) || retention
        ? { system: orNull(system), platform: orNull(platform), retention: retention || null }
        : null,
    quantity: numberIn(quantity),
    unitPrice: priceIn(unitPrice, currency),
    note: orNull(note),
  };
}

/** The pontics among the teeth of a line: those that were chosen, and those that its text names. */
export function hanging({ teeth, pontics }: TypedLine, notation: ToothNotation): Tooth[] {
  const named = knownTeeth(teeth, notation);
  return [...new Set([...pontics, ...ponticsIn(teeth, notation)])].filter((tooth) => named.includes(tooth));
}

/** Whether two texts are the same, or say the same in any currency. */
const sameNumber = (one: string, other: string) =>
  one.trim() === other.trim() || same(priceIn(one, 'EUR'), priceIn(other, 'EUR'));

/** Whether two lines say the same, however it was typed. */
export function sameLine(one: TypedLine, other: TypedLine, of: ToothNotation, otherOf: ToothNotation): boolean {
  const said = (line: TypedLine, notation: ToothNotation) =>
    saidBy({ ...line, quantity: '', unitPrice: '' }, notation, 'EUR');
  return (
    one.serviceId === other.serviceId &&
    sameNumber(one.quantity, other.quantity) &&
    sameNumber(one.unitPrice, other.unitPrice) &&
    same(said(one, of), said(other, otherOf))
  );
}

function lineRequest(line: TypedLine, form: Form, before: Form | undefined, currency: Currency): LineRequest {
  const { lineId, serviceId } = line;
  const known = before?.lines.find((one) => one.lineId !== null && one.lineId === lineId);
  const said = saidBy(line, form.notation, currency);
  const { arch, ...others } = differing(said, before && known && saidBy(known, before.notation, currency));
  return {
    ...(known && lineId !== null && { lineId }),
    serviceId,
    ...others,
    ...(arch !== undefined && { arch }),
    ...(others.teeth && { teeth: teethIn(line.teeth, form.notation) }),
    ...(others.pontics && { pontics: hanging(line, form.notation).map((tooth) => writeTooth(tooth, form.notation)) }),
  };
}

/** What an order says beside its lines, each member null where it says nothing. */
export function headOf({ patient, clinic, laboratoryId, notation, enclosures, dueDate, note }: Form) {
  const { lastName, firstName, dateOfBirth, reference } = patient;
  return {
    patient: {
      lastName: orNull(lastName),
      firstName: orNull(firstName),
      dateOfBirth: orNull(dateOfBirth),
      reference: orNull(reference),
    },
    clinic: orNull(clinic),
    laboratoryId: orNull(laboratoryId),
    notation,
    enclosures: enclosuresIn(enclosures),
    dueDate: orNull(dueDate),
    note: orNull(note),
  };
}

/** The enclosures in a text: one a line. */
export const enclosuresIn = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : line.trim()));

/** What differs from an order, as a merge patch; it has no member when nothing does. Without an order it is a new one. */
export function patchOf(base: Order | null, form: Form, currency: Currency): Patch {
  const before = base ? formOf(base) : undefined;
  const { patient, notation, enclosures, ...head } = headOf(form);
  const was = before && headOf(before);
  const patientPatch = differing(patient, was?.patient);
  const lines = form.lines.map((line) => lineRequest(line, form, before, currency));
  const isChanged = (line: LineRequest) =>
    Object.keys(line).some((member) => member !== 'lineId' && member !== 'serviceId');
  const ids = (lines: readonly TypedLine[] = []) => lines.map(({ lineId }) => lineId);
  const namesTeeth = form.lines.some(({ teeth }) => teeth.trim() !== '');
  return {
    ...differing(head, was),
    ...(Object.keys(patientPatch).length > 0 && { patient: patientPatch }),
    ...(namesTeeth && notation !== base?.toothNotation && { toothNotation: notation }),
    ...((!same(ids(form.lines), ids(before?.lines)) || lines.some(isChanged)) && { services: lines }),
    ...(!same(enclosures, was?.enclosures ?? []) && { enclosures }),
  };
}

/** The request that makes an order. Only a manager says whose it is. */
export const requestOf = (form: Form, currency: Currency): Schemas['CreateOrderBody'] => ({
  ...(form.customerId !== '' && { customerId: form.customerId }),
  ...patchOf(null, form, currency),
});
