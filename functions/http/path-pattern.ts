/** What the path of a request looks like that is of this form: `/v1/orders/{number}`, with its parameters by name. */
export const pathPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/{(\w+)}/g, '(?<$1>[^/]+)')}$`);
