import * as z from 'zod/mini';
import { stamp } from '#domain/catalog/stamp.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { Price } from '#domain/kernel/money.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

/**
 * What a line of this service must state before its order can be published (domain/README.md, "What a line must
 * state").
 */
export const Needs = z.strictObject({
  teeth: z.optional(z.boolean()),
  arch: z.optional(z.boolean()),
  shade: z.optional(z.boolean()),
  pontics: z.optional(z.boolean()),
  implant: z.optional(z.boolean()),
});
export type Needs = z.infer<typeof Needs>;

/** What one unit of a service is, and so what its price is for: one tooth, one jaw or one piece. */
export const Unit = z.enum(['tooth', 'arch', 'piece']);
export type Unit = z.infer<typeof Unit>;

/** A task that every line or order with this service needs; `price` is what its technician earns. */
export const TaskTemplate = stored(
  {
    templateId: Id,
    name: text(100),
    price: Price,
    leadDays: z.int().check(z.minimum(0), z.maximum(365)),
    per: z.enum(['unit', 'order']),
    employeeId: z.optional(Id),
  },
  { id: 'templateId' },
);
export type TaskTemplate = z.infer<typeof TaskTemplate>;

export const Service = stored({
  serviceId: Id,
  name: text(100),
  group: text(100),
  unit: z._default(Unit, 'tooth'),
  price: Price,
  active: z.boolean(),
  needs: stored(Needs.shape),
  tasks: z.array(TaskTemplate),
  ...stamp,
});
export type Service = z.infer<typeof Service>;

/** How many working days before its due date the work on a service begins: the longest lead of its tasks. */
export const leadDaysOf = ({ tasks }: Pick<Service, 'tasks'>): number =>
  Math.max(0, ...tasks.map((task) => task.leadDays));
