/** A pattern for the paths of a route such as `/v1/orders/{number}`, with its parameters as named groups. */
export const pathPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/{(\w+)}/g, '(?<$1>[^/]+)')}$`);
