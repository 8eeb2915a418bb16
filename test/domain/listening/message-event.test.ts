import { describe, expect, it } from 'vitest';
import { isTestEvent } from '#domain/listening/event-id.ts';
import { orderEvents } from '#domain/listening/events.ts';
import { listenerTold } from '#domain/listening/listener.ts';
import { messageAdded } from '#domain/listening/message-event.ts';
import { numbered } from '#domain/listening/order-event.ts';
import type { Message } from '#domain/thread/message.ts';
import { at, traceparent } from '#test/support/orders.ts';

const message: Message = {
  tenantId: 'northside',
  number: 'E33E1B813D',
  sequence: 7,
  laboratoryId: 'apex-lab',
  side: 'clinic',
  by: { sub: 'maria', role: 'manager', name: 'Maria Keller' },
  at,
  text: 'Ferrari calls at noon.',
  version: 5,
  revision: 2,
  requestId: 'a-request',
  retryKey: { hash: 'h', fingerprint: 'f' },
};

describe('The event of a message', () => {
  it('says which message of which order it is, and neither what it says nor who wrote it', () => {
    expect(numbered(messageAdded(message), 42)).toEqual({
      specversion: '1.0',
      id: 'northside_E33E1B813D_m7',
      source: 'order-desk',
      type: 'order.message-added.v1',
      subject: 'E33E1B813D',
      time: at,
      datacontenttype: 'application/json',
      partitionkey: 'northside_E33E1B813D',
      sequence: '0000000005',
      data: {
        tenantId: 'northside',
        number: 'E33E1B813D',
        version: 5,
        revision: 2,
        laboratoryId: 'apex-lab',
        to: 'laboratory',
        messageId: 'm7',
        feedSequence: 42,
      },
    });
  });

  it('fits its schema, and carries the trace of its request on', () => {
    const event = numbered(messageAdded({ ...message, traceparent }), 1);
    expect(orderEvents.OrderMessageAdded.parse(event)).toEqual(event);
    expect(event.traceparent).toBe(traceparent);
  });

  it('tells the other side', () => {
    expect(listenerTold(messageAdded(message).data)).toBe('L#apex-lab');
    expect(listenerTold(messageAdded({ ...message, side: 'laboratory' }).data)).toBe('T#northside');
  });

  it('is no test, also of an organisation that is called so', () => {
    expect(isTestEvent(messageAdded({ ...message, tenantId: 'test' }).id)).toBe(false);
  });
});
