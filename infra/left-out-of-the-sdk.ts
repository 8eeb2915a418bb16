/** What the SDK imports and our functions never reach, bundled in place of it: no endpoints are discovered, no events streamed. */
export class EndpointCache {}
export const eventStreamSerdeProvider = () => undefined;
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
