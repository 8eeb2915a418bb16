import * as z from 'zod/mini';
import type { Audience, Caller, Role } from '#domain/kernel/caller.ts';
import { seesThread } from '#domain/order/actions.ts';
import type { Order } from '#domain/order/order.ts';
import { addMessage, type Writing } from '#domain/thread/decisions/add-message.ts';
import { inThreadOf, type Message, type MessageReply, repetitionOf, toMessageReply } from '#domain/thread/message.ts';
import type { AddMessage } from '#domain/thread/requests/add-message.ts';
import type { OrderRequest } from '#functions/frames/find-order.ts';
import type { Paging } from '#functions/frames/order-page.ts';
import { orderPath } from '#functions/frames/order-path.ts';
import { keyReused } from '#functions/frames/order-reply.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { cursorOf, pageOf, positionIn } from '#functions/http/cursor.ts';
import type { Headers } from '#functions/http/headers.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { type Reply, reply } from '#functions/http/reply.ts';
import { pauseBefore } from '#functions/pause-before.ts';
import * as messages from '#functions/store/messages.ts';

type Reading = { roles: readonly Role[] };

/**
 * One page of the messages about an order, oldest first: a clinic's of all threads, a laboratory's of its own. `more` is
 * what the reply says of the order beside them.
 */
export async function listMessages<Side extends Audience, More extends object>(
  route: Reading,
  request: OrderRequest<Side> & { query: Paging },
  more: (order: Order) => More,
) {
  const found = await readOrder(route, request, seesThread);
  if (found.kind === 'refused') return found;
  const { order } = found.accepted;
  const { caller, query } = request;
  const list = { caller, filter: [order.tenantId, order.number] };
  const start = positionIn(query.cursor, z.int().check(z.minimum(1)), list);
  if (start.kind === 'refused') return start;
  const part = { after: start.accepted ?? 0, limit: query.limit };
  const page = await messages.list(order, (message) => inThreadOf(caller, message), part);
  const next = page.next === null ? null : cursorOf(page.next, list);
  const reply = pageOf(page.messages.map(toMessageReply), next, `${orderPath(order, caller)}/messages`, query);
  return { ...reply, body: { ...reply.body, ...more(order) } };
}

/** How often a message is tried whose place another one takes. */
const attempts = 12;

/** Among how many last messages a repeated request finds the one that it made. */
const remembered = 100;

type MessageRequest<Side extends Audience> = OrderRequest<Side> &
  Pick<Headers, 'retryKey' | 'traceparent'> & { requestId: string; body: AddMessage };

/**
 * Adds a message to the thread: one read of the order, one of the last messages, and one write on condition that the
 * message is the next one. A repeated request gets the message that it made.
 */
export async function writeMessage<Side extends Audience>(
  route: Reading & { name: Writing },
  request: MessageRequest<Side>,
): Promise<Reply<z.output<typeof MessageReply>> | Refused> {
  const found = await readOrder(route, request, seesThread);
  if (found.kind === 'refused') return found;
  const { order } = found.accepted;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await pauseBefore(attempt);
    const before = await messages.newest(order, attempt > 0 || request.retryKey ? remembered : 1);
    const repetition = repetitionOf(request, before);
    if (repetition.kind === 'keyReused') return keyReused;
    if (repetition.kind === 'done') return messageReply(repetition.message, request.caller);
    const [last] = before;
    const decision = addMessage(order, request.body, { ...request, action: route.name, last });
    if (decision.kind === 'refused') return decision;
    if (await messages.insert(decision.accepted, last)) return messageReply(decision.accepted, request.caller);
  }
  return refuse({ code: 'try_again' });
}

/** The reply to a message that was written: its thread is where to read it. */
const messageReply = (message: Message, caller: Caller) =>
  reply(toMessageReply(message), { location: `${orderPath(message, caller)}/messages` }, 201);
