import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { ShadeRequest, StumpShadeRequest } from '#domain/kernel/shade.ts';
import { Arch, ToothNotation } from '#domain/kernel/teeth.ts';
import { prose, text } from '#domain/kernel/text.ts';
import { bounds, Implant } from '#domain/order/order.ts';
import { PricePatch } from '#domain/order/requests/price-patch.ts';

/** A tooth as text. The rules for lines read it, in the notation of the request or the order. */
const toothText = z.string().check(z.minLength(1), z.maxLength(20));

const ImplantRequest = z.strictObject({
  system: z.nullish(text(60)),
  platform: z.nullish(text(60)),
  retention: z.nullish(Implant.shape.retention.def.innerType),
});

/** A line in a request. For a known `lineId`, absent members stay and null clears, also inside its objects. */
export const LineRequest = z.strictObject({
  lineId: z.optional(Id),
  serviceId: Id,
  teeth: z.nullish(z.array(toothText).check(z.maxLength(52))),
  arch: z.nullish(Arch),
  pontics: z.nullish(z.array(toothText).check(z.maxLength(52))),
  quantity: z.nullish(z.int().check(z.minimum(1), z.maximum(999))),
  unitPrice: z.nullish(PricePatch),
  shade: z.nullish(ShadeRequest),
  stumpShade: z.nullish(StumpShadeRequest),
  material: z.nullish(text(60)),
  implant: z.nullish(ImplantRequest),
  note: z.nullish(prose(500)),
  service: readOnly,
  quantityByHand: readOnly,
  amount: readOnly,
});
export type LineRequest = z.infer<typeof LineRequest>;

const PatientRequest = z.strictObject({
  firstName: z.nullish(text(100)),
  lastName: z.nullish(text(100)),
  dateOfBirth: z.nullish(CalendarDate),
  reference: z.nullish(text(60)),
});

/** The fields of a draft that can be edited, as a JSON merge patch (RFC 7396): absent stays, null clears. */
export const OrderPatch = z.strictObject({
  clinic: z.nullish(text(100)),
  laboratoryId: z.nullish(Id),
  patient: z.nullish(PatientRequest),
  toothNotation: z.nullish(ToothNotation),
  services: z.nullish(z.array(LineRequest).check(z.maxLength(bounds.lines))),
  enclosures: z.nullish(z.array(text(60)).check(z.maxLength(bounds.enclosures))),
  dueDate: z.nullish(CalendarDate),
  note: z.nullish(prose(bounds.note)),
});
export type OrderPatch = z.infer<typeof OrderPatch>;
