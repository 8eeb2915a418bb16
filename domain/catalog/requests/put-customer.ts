import { Customer } from '#domain/catalog/customers.ts';

export const PutCustomer = Customer.omit({
  customerId: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
}).strict();
