import * as z from 'zod';
import { OrderPublished, SubscriptionTested } from '#domain/laboratory/events.ts';

/** Every event that a laboratory can receive, by its type. */
const events = new Map(
  [OrderPublished, SubscriptionTested].map((schema): [string, z.ZodType] => [schema.shape.type.value, schema]),
);

/** The schema without `additionalProperties`: a later release may add members, which readers must ignore. */
const schemaOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { override: ({ jsonSchema }) => void delete jsonSchema.additionalProperties });

const standardWebhooks = {
  type: 'object',
  properties: {
    'webhook-id': { type: 'string', description: 'The id of the event, the same in every attempt.' },
    'webhook-timestamp': { type: 'string', description: 'Seconds since 1970, of this attempt.' },
    'webhook-signature': {
      type: 'string',
      description: 'v1 signatures, one for each secret that is valid, with a space between.',
    },
    traceparent: {
      type: 'string',
      description: 'As in the event: the trace of the request that led to it (W3C Trace Context).',
    },
    'order-desk-replay': { const: 'true', description: 'Present when the laboratory has asked for a replay.' },
  },
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
};

/** The AsyncAPI 3 document of the events for laboratories: webhooks get all of them, EventBridge only publications. */
export function asyncApi(): object {
  const messages = [...events].map(([type, schema]) => {
    const { $schema: _, ...payload } = schemaOf(schema);
    return [type, { name: type, contentType: 'application/cloudevents+json', payload }];
  });
  const reference = (type: string) => ({ $ref: `#/components/messages/${type}` });
  const channel = (types: Iterable<string>, more: object) => ({
    ...more,
    messages: Object.fromEntries(Array.from(types, (type) => [type, reference(type)])),
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Order desk: events for laboratories',
      version: '1',
      description: 'CloudEvents 1.0. Each event arrives at least once, and always with the same id.',
    },
    channels: {
      webhook: channel(events.keys(), {
        address: null,
        description: "A laboratory's own endpoint, as Standard Webhooks 1.0.0 describes it.",
        bindings: { http: { bindingVersion: '0.3.0' } },
      }),
      bus: channel([OrderPublished.shape.type.value], {
        address: null,
        description: "The EventBridge bus of a laboratory's own AWS account; the event is the detail.",
      }),
    },
    operations: {
      sendWebhook: { action: 'send', channel: { $ref: '#/channels/webhook' } },
      putOnBus: { action: 'send', channel: { $ref: '#/channels/bus' } },
    },
    components: {
      messages: Object.fromEntries(
        messages.map(([type, message]) => [type, { ...Object(message), headers: standardWebhooks }]),
      ),
    },
  };
}

/** The JSON Schema of each event, by file name. */
export const eventSchemas: Record<string, () => object> = Object.fromEntries(
  [...events].map(([type, schema]) => [
    `${type}.schema.json`,
    () => ({ $id: `urn:order-desk:event:${type}`, ...schemaOf(schema) }),
  ]),
);
