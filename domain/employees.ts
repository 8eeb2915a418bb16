import * as z from 'zod';
import { Id } from '#domain/identifiers.ts';
import { revision } from '#domain/revision.ts';
import { stored } from '#domain/stored.ts';
import { text } from '#domain/text.ts';

export const Employee = stored({
  employeeId: Id,
  firstName: text(100),
  lastName: text(100),
  active: z.boolean(),
  ...revision,
});
export type Employee = z.infer<typeof Employee>;
