import * as z from 'zod';
import { CalendarDate } from '#domain/calendar.ts';
import { Language } from '#domain/catalog.ts';
import { Id } from '#domain/identifiers.ts';
import { rule } from '#domain/messages/messages.ts';
import { Money, Payment, PricePatch } from '#domain/money.ts';
import { Arch, bounds } from '#domain/order.ts';
import { LabelSize, Paper, Section } from '#domain/printed-document.ts';
import { ShadeRequest, StumpShadeRequest } from '#domain/shade.ts';
import { ToothNotation } from '#domain/teeth.ts';
import { prose, text } from '#domain/text.ts';

const readOnly = z.unknown().optional().describe('Read-only: as a reply shows it, or left out.');

/** A tooth in the notation of the request or the order; the lines' rules read it. */
const toothText = z.string().min(1).max(20);

const ImplantRequest = z.strictObject({
  system: text(60).nullish(),
  platform: text(60).nullish(),
  retention: z.enum(['screw', 'cement']).nullish(),
});

/**
 * A line as sent. On a line the order knows (`lineId`), absent leaves a member as it is and null clears it, and so in its
 * objects.
 */
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

/** What may be edited of a draft: a JSON merge patch (RFC 7396), absent = unchanged, null = cleared. */
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

const task = {
  name: text(100),
  lineId: Id.nullish(),
  employeeId: Id.nullish(),
  dueDate: CalendarDate.nullish(),
  price: PricePatch.nullish(),
  quantity: z.int().min(1).max(999).nullish(),
};

/** A task as sent. On a task that the order knows (`taskId`), absent leaves a member as it is and null clears it; so in its price. */
export const TaskRequest = z.strictObject({
  taskId: z.string().max(130).optional(),
  ...task,
  origin: readOnly,
  serviceId: readOnly,
  templateId: readOnly,
});
export type TaskRequest = z.infer<typeof TaskRequest>;

export const PlanWork = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('automatic') }),
  z.strictObject({
    mode: z.literal('manual'),
    tasks: z.array(z.strictObject(task)).min(1).max(bounds.tasks),
  }),
]);
export type PlanWork = z.infer<typeof PlanWork>;

export const EditWorkPlan = z.strictObject({
  tasks: z.array(TaskRequest).max(bounds.tasks),
});
export type EditWorkPlan = z.infer<typeof EditWorkPlan>;

export const AddPayrollRecord = z.strictObject({
  employeeId: Id,
  amount: Payment,
  note: prose(500).optional(),
});
export type AddPayrollRecord = z.infer<typeof AddPayrollRecord>;

export const FinalizePayroll = z.strictObject({ finalized: z.boolean() });
export type FinalizePayroll = z.infer<typeof FinalizePayroll>;

/** A share of the subtotal, two decimals of a percent at most, or a sum; null is none. */
export const SetDiscount = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('percentage'), percent: z.number().min(0.01).max(100).multipleOf(0.01) }),
      z.strictObject({ type: z.literal('fixed'), amount: Money }),
    ],
    rule('invalid_discount'),
  )
  .nullable();
export type SetDiscount = z.infer<typeof SetDiscount>;

export const CreateOrder = z.strictObject({
  customerId: Id.optional().describe('A dentist may leave it out.'),
  ...OrderPatch.shape,
  workPlan: PlanWork.optional(),
  publish: z.boolean().optional().describe('Create and publish in one step, or nothing at all.'),
});
export type CreateOrder = z.infer<typeof CreateOrder>;

export const ChangeCustomer = z.strictObject({ customerId: Id });
export type ChangeCustomer = z.infer<typeof ChangeCustomer>;

export const CopyOrder = z.strictObject({ changes: OrderPatch.optional() });
export type CopyOrder = z.infer<typeof CopyOrder>;

export const CancelOrder = z.strictObject({ reason: prose(500).optional() });
export type CancelOrder = z.infer<typeof CancelOrder>;

export const PublishOrder = z.strictObject({ changes: OrderPatch.optional() });
export type PublishOrder = z.infer<typeof PublishOrder>;

const copies = z.int().min(1).max(20).default(1);

/** What to print: the order form, or a label for the box that the work travels in. */
export const PrintOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('form').optional(),
    sections: z
      .array(Section)
      .min(1, rule('too_small', { of: 'list', least: 1, optional: true }))
      .max(Section.options.length)
      .optional(),
    paper: Paper.default('A4'),
    copies,
    toothNotation: ToothNotation.optional(),
    language: Language.optional(),
  }),
  z.strictObject({
    kind: z.literal('label'),
    size: LabelSize.default('100x50'),
    copies,
    language: Language.optional(),
  }),
]);
export type PrintOrder = z.infer<typeof PrintOrder>;
