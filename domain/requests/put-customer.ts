import { Customer } from '#domain/customers.ts';

export const PutCustomer = Customer.omit({
  customerId: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
}).strict();
