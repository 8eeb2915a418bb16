import * as z from 'zod/mini';
import { Customer } from '#domain/catalog/customers.ts';
import { stampMembers } from '#domain/catalog/stamp.ts';

export const PutCustomer = z.strictObject(
  z.omit(Customer, {
    customerId: true,
    ...stampMembers,
  }).shape,
);
