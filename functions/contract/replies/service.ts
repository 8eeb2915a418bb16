import * as z from 'zod/mini';
import { Service } from '#domain/catalog/services.ts';

/** A service as a manager sees it, who sees all of it. */
export const WholeServiceReply = z.object({ ...Service.shape, leadDays: z.int() });

/** A service. Its price is for those who see prices, its task templates for those who see pay. */
export const ServiceReply = z.partial(WholeServiceReply, { price: true, tasks: true });
