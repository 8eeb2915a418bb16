import * as z from 'zod';
import { revision } from '#domain/catalog/revision.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

export const Customer = stored({
  customerId: Id,
  firstName: text(100),
  lastName: text(100),
  clinic: text(100),
  clinics: z.array(text(100)).max(50).optional(),
  active: z.boolean(),
  registrationNumber: text(60).optional(),
  address: text(200).optional(),
  email: z
    .email(rule('invalid_format', { format: 'email' }))
    .max(254)
    .optional(),
  phone: text(60).optional(),
  ...revision,
});
export type Customer = z.infer<typeof Customer>;

/** The clinics where a customer works, the home clinic first. */
export function clinicsOf(customer: Customer): string[] {
  return [...new Set([customer.clinic, ...(customer.clinics ?? [])])];
}
