import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { bytesOf } from '#domain/kernel/text.ts';
import type { OrderEvent } from '#domain/listening/order-event.ts';
import { environment } from '#functions/environment.ts';
import { clientTimeouts } from '#functions/try-again.ts';

const client = new EventBridgeClient(clientTimeouts);
const EventBusName = environment('BUS_NAME');

/** Limits of one PutEvents request, with room for the rest of the request. */
const limits = { entries: 10, bytes: 240 * 1024 };

/** Puts events on the bus, and returns the ids of those that the bus refused. */
export async function put(events: readonly OrderEvent[]): Promise<Set<string>> {
  const refused = new Set<string>();
  for (const chunk of chunks(events)) {
    const { Entries: results = [] } = await client.send(new PutEventsCommand({ Entries: chunk.map(entryOf) }));
    chunk.forEach(({ id }, index) => {
      if (!results[index]?.EventId) refused.add(id);
    });
  }
  return refused;
}

const entryOf = (event: OrderEvent) => ({
  EventBusName,
  Source: event.source,
  DetailType: event.type,
  Time: new Date(event.time),
  Detail: JSON.stringify(event),
});

function chunks(events: readonly OrderEvent[]): OrderEvent[][] {
  const chunked: OrderEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = bytesOf(event);
    const last = chunked.at(-1);
    if (last && last.length < limits.entries && bytes + size <= limits.bytes) {
      last.push(event);
      bytes += size;
    } else {
      chunked.push([event]);
      bytes = size;
    }
  }
  return chunked;
}
