/**
 * What the SDK imports and our functions never reach, bundled in place of it: no endpoints are discovered, no events are
 * streamed, and a function answers one call at a time, which its environment tells of.
 */
const asItIs = <Config>(config: Config): Config => config;

/** `@aws-sdk/middleware-endpoint-discovery` */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {};
export const resolveEndpointDiscoveryConfig = asItIs;

/** `@smithy/core/event-streams` */
export const eventStreamSerdeProvider = () => undefined;
export const resolveEventStreamSerdeConfig = asItIs;

/** `@aws/lambda-invoke-store` */
export const InvokeStore = { getInstanceAsync: async () => undefined };
