import * as z from 'zod/mini';
import { orderEvents, SubscriptionTested } from '#domain/listening/events.ts';
import { examples } from '#functions/description/examples.ts';
import { keysOf } from '#functions/description/refusals.ts';
import { schemaNamed } from '#functions/description/schemas.ts';

/** The events that endpoints receive, by the names of their schemas. */
export const events = { ...orderEvents, SubscriptionTested };

/** The type of an event. */
export const typeOf = (name: keyof typeof events) => z.parse(z.string(), events[name].shape.type.def.values[0]);

/** What each event says, in a line and in full. */
const summaries: Record<keyof typeof events, string> = {
  OrderPublished: 'An order was sent to the laboratory.',
  OrderWithdrawn: 'The clinic has taken an order back.',
  OrderCancelled: 'The clinic has cancelled an order.',
  OrderClosed: 'An order that the laboratory had before will not come back.',
  OrderRescheduled: 'The clinic has moved the due date.',
  OrderReceived: 'The clinic has the work in hand.',
  OrderReopened: 'The work is in production again.',
  OrderAccepted: 'The laboratory has accepted an order.',
  OrderReturned: 'The laboratory has given an order back.',
  OrderHeld: 'The laboratory waits for something of the clinic.',
  OrderResumed: 'The laboratory goes on.',
  OrderProduced: 'The laboratory has finished the work.',
  OrderShipped: 'The work is on its way to the clinic.',
  OrderMessageAdded: 'The other side has written about an order.',
  SubscriptionTested: 'Somebody tests their endpoint.',
};
const meanings: Record<keyof typeof events, string> = {
  OrderPublished:
    'A clinic has sent an order to the laboratory. It names no patient: read the order by getLabOrder with `data.tenantId` and `data.number`.',
  OrderWithdrawn:
    'The order is a draft again, and the laboratory no longer reads it. Its thread says why: listLabMessages. If it comes again, it is the next revision.',
  OrderCancelled: 'Stop the work. The laboratory still reads the order, which says the reason.',
  OrderClosed:
    'A draft that the laboratory returned, or that was withdrawn from it, is cancelled, or published to another laboratory. Its pan may leave the shelf.',
  OrderRescheduled: 'The revision stays. `data.dueDate` is the new date.',
  OrderReceived: 'The order is delivered, whatever the laboratory has said before.',
  OrderReopened:
    'To the laboratory: the clinic sends the work back, by the same prescription. To the clinics: the laboratory takes back that the work was finished or shipped. The order says the reason; nothing is promised any more.',
  OrderAccepted:
    'The order is in production. With `data.corrected` it was before, and the promised date or the reference of the laboratory has changed.',
  OrderReturned:
    'The order is a draft again. Its reasons, `data.reasons` in number, are warnings at their places until it is published again.',
  OrderHeld: 'Its status stays. The order says the reason: answer by a message or a new due date.',
  OrderResumed: 'The laboratory no longer waits.',
  OrderProduced: 'The order is produced. It was not shipped yet.',
  OrderShipped: 'With `data.corrected` it was shipped before, and carrier, number or purpose have changed.',
  OrderMessageAdded:
    'A clinic has written to the laboratory about an order, or the laboratory to the clinics. It does not say what: read the message by listLabMessages or listMessages.',
  SubscriptionTested: 'It was asked for by testLabSubscription or testSubscription, and is not in the feed.',
};

/** The headers of a webhook (Standard Webhooks 1.0.0, and our own). */
export const webhookHeaders = [
  { name: 'webhook-id', required: true, description: 'The id of the event, the same in every attempt.' },
  { name: 'webhook-timestamp', required: true, description: 'Seconds since 1970, of this attempt.' },
  {
    name: 'webhook-signature',
    required: true,
    description: '`v1` signatures, one for each secret that is valid, with a space between.',
  },
  {
    name: 'traceparent',
    required: false,
    description: 'As in the event: the trace of the request that led to it (W3C Trace Context). Absent if it had none.',
  },
  {
    name: 'order-desk-replay',
    required: false,
    description: '`true` when it is sent for a replay. Absent otherwise.',
  },
];

/** The requests that we send to endpoints, by the types of their events. */
export function webhooks(tag: string): object {
  return Object.fromEntries(
    keysOf(events).map((name) => [
      typeOf(name),
      {
        post: {
          operationId: `receive${name}`,
          tags: [tag],
          summary: summaries[name],
          description: `${meanings[name]}\n\nVerify the signature, and answer within 15 seconds.`,
          security: [],
          parameters: webhookHeaders.map((header) => ({ ...header, in: 'header', schema: { type: 'string' } })),
          requestBody: {
            required: true,
            content: {
              'application/cloudevents+json': {
                schema: schemaNamed(name),
                example: examples.events[typeOf(name)],
              },
            },
          },
          responses: {
            204: { description: 'Received. Any 2xx is a success.' },
            410: { description: 'No more events are wanted: the subscription is turned off.' },
            500: { description: 'Not received. Anything but 2xx and 410 is tried again, later and later.' },
          },
        },
      },
    ]),
  );
}
