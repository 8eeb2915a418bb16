import { eventIdOf } from '#domain/listening/event-id.ts';
import { type Unnumbered, unnumbered } from '#domain/listening/order-event.ts';
import { type Message, messageIdOf } from '#domain/thread/message.ts';

/** The event that tells the other side of a message. It says which one, and not what is in it. */
export function messageAdded(message: Message): Unnumbered {
  const { tenantId, number, version, revision, laboratoryId, side, at, traceparent } = message;
  const says = { messageId: messageIdOf(message) };
  const to = side === 'clinic' ? 'laboratory' : 'tenant';
  return unnumbered({
    id: eventIdOf(tenantId, number, says.messageId),
    type: 'order.message-added.v1',
    time: at,
    traceparent,
    data: { tenantId, number, version, revision, laboratoryId, to, ...says },
  });
}
