import { Customer } from '#domain/catalog/customers.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';

export const PutCustomer = Customer.omit({
  customerId: true,
  ...revisionMembers,
}).strict();
