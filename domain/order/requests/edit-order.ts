import * as z from 'zod';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { ShadeRequest, StumpShadeRequest } from '#domain/kernel/shade.ts';
import { Arch, ToothNotation } from '#domain/kernel/teeth.ts';
import { prose, text } from '#domain/kernel/text.ts';
import { bounds, Implant } from '#domain/order/order.ts';
import { PricePatch } from '#domain/order/requests/price-patch.ts';

/** A tooth as text. The rules for lines read it, in the notation of the request or the order. */
const toothText = z.string().min(1).max(20);

const ImplantRequest = z.strictObject({
  system: text(60).nullish(),
  platform: text(60).nullish(),
  retention: Implant.shape.retention.unwrap().nullish(),
});

/** A line in a request. For a known `lineId`, absent members stay and null clears, also inside its objects. */
export const LineRequest = z.strictObject({
  lineId: Id.optional(),
  serviceId: Id,
  teeth: z.array(toothText).max(52).nullish(),
  arch: Arch.nullish(),
  pontics: z.array(toothText).max(52).nullish(),
  quantity: z.int().min(1).max(999).nullish(),
  unitPrice: PricePatch.nullish(),
  shade: ShadeRequest.nullish(),
  stumpShade: StumpShadeRequest.nullish(),
  material: text(60).nullish(),
  implant: ImplantRequest.nullish(),
  note: prose(500).nullish(),
  service: readOnly,
  quantityByHand: readOnly,
  amount: readOnly,
});
export type LineRequest = z.infer<typeof LineRequest>;

const PatientRequest = z.strictObject({
  firstName: text(100).nullish(),
  lastName: text(100).nullish(),
  dateOfBirth: CalendarDate.nullish(),
  reference: text(60).nullish(),
});

/** The fields of a draft that can be edited, as a JSON merge patch (RFC 7396): absent stays, null clears. */
export const OrderPatch = z.strictObject({
  clinic: text(100).nullish(),
  laboratoryId: Id.nullish(),
  patient: PatientRequest.nullish(),
  toothNotation: ToothNotation.nullish(),
  services: z.array(LineRequest).max(bounds.lines).nullish(),
  enclosures: z.array(text(60)).max(bounds.enclosures).nullish(),
  dueDate: CalendarDate.nullish(),
  note: prose(bounds.note).nullish(),
});
export type OrderPatch = z.infer<typeof OrderPatch>;
