import * as z from 'zod/mini';
import { rule } from '#domain/kernel/messages/messages.ts';
import { EventId } from '#domain/listening/event-id.ts';
import { rights } from '#domain/order/actions.ts';
import { mostNumbers } from '#functions/contract/paging.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

const sequence = (least: number) => z.int().check(z.minimum(least), z.maximum(mostNumbers));

/** What to send again: all events after a number of the feed, a range of numbers, or one event. */
const Replay = z.union([
  z.strictObject({ after: sequence(0) }),
  z
    .strictObject({ from: sequence(1), to: sequence(1) })
    .check(z.refine(({ from, to }) => from <= to, { ...rule('range_reversed', { from: 'from' }), path: ['to'] })),
  z.strictObject({ eventId: EventId }),
]);

/** The numbers of the feed that are sent again: those after the one, up to the other. */
const Replayed = z.strictObject({ after: z.int(), to: z.int() });

export const replayDeliveries = {
  name: 'replayDeliveries',
  method: 'POST',
  path: '/v1/subscriptions/{id}/replay',
  folder: 'listening',
  audience: 'clinic',
  summary: 'Send events again to a subscription.',
  roles: rights.replayDeliveries,
  takes: z.strictObject({ params: id, query: nothing, body: Replay }),
  reply: Replayed,
} as const satisfies Route;
