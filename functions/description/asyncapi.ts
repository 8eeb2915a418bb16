import { orderEvents } from '#domain/listening/events.ts';
import { examples } from '#functions/description/examples.ts';
import { contact, license } from '#functions/description/publisher.ts';
import { keysOf } from '#functions/description/refusals.ts';
import { collectSchemas } from '#functions/description/schemas.ts';
import { events, typeOf, webhookHeaders } from '#functions/description/webhooks.ts';

/** The schema of an event. A later release may add members, which readers must ignore. */
const schemaOf = (name: keyof typeof events) => collectSchemas().inline(name, events[name], 'output');

const headers = {
  type: 'object',
  properties: Object.fromEntries(
    webhookHeaders.map(({ name, description }) => [name, { type: 'string', description }]),
  ),
  required: webhookHeaders.flatMap(({ name, required }) => (required ? name : [])),
};

/** The AsyncAPI 3 document of the events: webhooks get all of them, EventBridge those about orders. */
export function asyncApi(): object {
  const names = keysOf(events);
  const channel = (carried: typeof names, more: object) => ({
    ...more,
    messages: Object.fromEntries(
      carried.map((name) => [typeOf(name), { $ref: `#/components/messages/${typeOf(name)}` }]),
    ),
  });
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Order desk: events',
      version: '1',
      description: 'CloudEvents 1.0. Each event arrives at least once, and always with the same id.',
      contact,
      license: { name: license.name },
      tags: [{ name: 'Events', description: 'What laboratories and organisations hear of the orders between them.' }],
    },
    servers: {
      endpoint: {
        host: '{host}',
        protocol: 'https',
        description: 'The endpoint that a subscription names.',
        variables: { host: { description: 'The host of that address.' } },
      },
      bus: {
        host: 'events.{region}.amazonaws.com',
        protocol: 'https',
        description: 'EventBridge.',
        variables: { region: { description: 'The AWS region of the order desk.', default: 'eu-central-1' } },
      },
    },
    channels: {
      webhook: channel(names, {
        address: null,
        servers: [{ $ref: '#/servers/endpoint' }],
        description:
          'An endpoint of the laboratory or the organisation that the event tells, as Standard Webhooks 1.0.0 describes it.',
        bindings: { http: { bindingVersion: '0.3.0' } },
      }),
      bus: channel(keysOf(orderEvents), {
        address: null,
        servers: [{ $ref: '#/servers/bus' }],
        description:
          "The EventBridge bus of a laboratory's own AWS account, with the events that tell it; the event is the detail.",
      }),
    },
    operations: {
      sendWebhook: {
        action: 'send',
        channel: { $ref: '#/channels/webhook' },
        description: 'The order desk posts an event to every active subscription that wants it.',
      },
      putOnBus: {
        action: 'send',
        channel: { $ref: '#/channels/bus' },
        description: 'The order desk puts each event on the bus.',
      },
    },
    components: {
      messages: Object.fromEntries(
        names.map((name) => [
          typeOf(name),
          {
            name: typeOf(name),
            contentType: 'application/cloudevents+json',
            payload: schemaOf(name),
            headers,
            examples: [{ payload: examples.events[typeOf(name)] }],
          },
        ]),
      ),
    },
  };
}

/** The JSON Schema of each event, by file name. */
export const eventSchemas: Record<string, () => object> = Object.fromEntries(
  keysOf(events).map((name) => [
    `schemas/${typeOf(name)}.schema.json`,
    () => ({
      $id: `urn:order-desk:event:${typeOf(name)}`,
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...schemaOf(name),
    }),
  ]),
);
