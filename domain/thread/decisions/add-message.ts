import { actorOf, audienceOf } from '#domain/kernel/caller.ts';
import { accept, type Decision, refuse } from '#domain/kernel/decision.ts';
import { allowedActions, transitionOf } from '#domain/order/actions.ts';
import type { Request } from '#domain/order/changes.ts';
import type { Order } from '#domain/order/order.ts';
import type { Message } from '#domain/thread/message.ts';
import type { AddMessage } from '#domain/thread/requests/add-message.ts';

/** The actions that write a message, for clinics and for laboratories. */
export type Writing = 'addMessage' | 'addLabMessage';

/** Who writes, by which action, and the last message about the order, if there is one. */
export type MessageRequest = Omit<Request, 'events'> & { action: Writing; last: Pick<Message, 'sequence'> | undefined };

/**
 * Writes to the other side about an order that has been published: a clinic to the laboratory of the last publication.
 * The order itself does not change.
 */
export function addMessage(order: Order, { text }: AddMessage, request: MessageRequest): Decision<Message> {
  const { action, caller, at, requestId, retryKey, traceparent, last } = request;
  const { tenantId, number, status: orderStatus, publication } = order;
  if (!publication || transitionOf(action, order).kind !== 'allowed')
    return refuse({ code: 'invalid_status', orderStatus, actions: allowedActions(order, caller) });
  const side = audienceOf(caller);
  return accept({
    tenantId,
    number,
    sequence: (last?.sequence ?? 0) + 1,
    laboratoryId: caller.role === 'laboratory' ? caller.laboratoryId : publication.laboratoryId,
    side,
    by: actorOf(caller),
    at,
    text,
    // Whoever hears of it reads this version of the order.
    version: side === 'laboratory' ? order.version : order.laboratoryVersion,
    revision: publication.revision,
    requestId,
    ...(retryKey && { retryKey }),
    ...(traceparent && { traceparent }),
  });
}
