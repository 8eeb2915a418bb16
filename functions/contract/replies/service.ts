import * as z from 'zod/mini';
import { Service } from '#domain/catalog/services.ts';

/** A service. Its price is for those who see prices, its task templates for those who see pay. */
export const ServiceReply = z.partial(Service, { price: true, tasks: true });
