import * as z from 'zod/mini';
import { stamp } from '#domain/catalog/stamp.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

export const Employee = stored({
  employeeId: Id,
  firstName: text(100),
  lastName: text(100),
  active: z.boolean(),
  ...stamp,
});
export type Employee = z.infer<typeof Employee>;
