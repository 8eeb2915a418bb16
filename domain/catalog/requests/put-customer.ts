import * as z from 'zod/mini';
import { Customer } from '#domain/catalog/customers.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';

export const PutCustomer = z.strictObject(
  z.omit(Customer, {
    customerId: true,
    ...revisionMembers,
  }).shape,
);
