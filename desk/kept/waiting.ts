import * as z from 'zod/mini';
import type { Unanswered } from '#desk/api/client.ts';
import type { Waiting } from '#desk/kept/kept.ts';

const Publishing = z.object({ publish: z.literal(true) });

/** Whether a request that waits sends an order to its laboratory, and does not only save it. */
export const sends = ({ body }: Waiting): boolean => Publishing.safeParse(JSON.parse(body)).success;

/** Why a request that was sent got no answer. An earlier release did not note it. */
export const whyOf = ({ why = 'offline' }: Waiting): Unanswered['why'] => why;
