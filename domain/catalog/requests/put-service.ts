import * as z from 'zod';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';
import { Needs, Service, TaskTemplate } from '#domain/catalog/services.ts';
import { Money } from '#domain/kernel/money.ts';

export const PutService = Service.omit({ serviceId: true, ...revisionMembers })
  .extend({
    price: Money,
    needs: Needs.default({}),
    tasks: z
      .array(TaskTemplate.extend({ price: Money }).strict())
      .max(50)
      .superRefine(distinct('duplicate_template', ({ templateId }) => templateId, 'templateId')),
  })
  .strict();
export type PutService = z.infer<typeof PutService>;
