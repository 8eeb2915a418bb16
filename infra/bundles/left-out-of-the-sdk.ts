/**
 * Stubs for modules of the SDK that no function uses: endpoint discovery, event streams, and request context for Lambdas
 * that handle several calls at once. Bundled instead of these modules, they make each bundle smaller.
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
