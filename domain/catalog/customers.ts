import * as z from 'zod/mini';
import { stamp } from '#domain/catalog/stamp.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

export const Customer = stored({
  customerId: Id,
  firstName: text(100),
  lastName: text(100),
  clinic: text(100),
  clinics: z.optional(z.array(text(100)).check(z.maxLength(50))),
  active: z.boolean(),
  registrationNumber: z.optional(text(60)),
  address: z.optional(text(200)),
  email: z.optional(z.email(rule('invalid_format', { format: 'email' })).check(z.maxLength(254))),
  phone: z.optional(text(60)),
  ...stamp,
});
export type Customer = z.infer<typeof Customer>;

/** The clinics where a customer works, the home clinic first. */
export function clinicsOf(customer: Customer): string[] {
  return [...new Set([customer.clinic, ...(customer.clinics ?? [])])];
}
