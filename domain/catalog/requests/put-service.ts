import * as z from 'zod/mini';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { Needs, Service, TaskTemplate } from '#domain/catalog/services.ts';
import { stampMembers } from '#domain/catalog/stamp.ts';
import { Money } from '#domain/kernel/money.ts';

export const PutService = z.strictObject(
  z.extend(z.omit(Service, { serviceId: true, ...stampMembers }), {
    price: Money,
    needs: z._default(Needs, {}),
    tasks: z
      .array(z.strictObject(z.extend(TaskTemplate, { price: Money }).shape))
      .check(
        z.maxLength(50),
        z.superRefine(distinct('duplicate_template', ({ templateId }) => templateId, 'templateId')),
      ),
  }).shape,
);
export type PutService = z.infer<typeof PutService>;
