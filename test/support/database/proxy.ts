import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '#infra/local/machine/listening.ts';

/** A request to AWS that passes the proxy. `target` is its operation, such as `DynamoDB_20120810.PutItem`. */
export type Passing = { target: string; body: Buffer; request: IncomingMessage; response: ServerResponse };

/** Sends a request to the real service and returns its reply. */
export type Forward = (body?: Buffer) => Promise<{ status: number; body: Buffer }>;

/** Starts a proxy before an AWS service. `intercept` answers a request and returns true, or returns false to pass it on. */
export async function startProxy(
  to: string,
  intercept: (passing: Passing, forward: Forward) => Promise<boolean> | boolean,
): Promise<{ endpoint: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const forward: Forward = async (sent = body) => {
      const { host: _, 'content-length': _length, connection: _connection, ...headers } = request.headers;
      const answer = await fetch(`${to}${request.url}`, {
        method: request.method ?? 'POST',
        headers: headers as Record<string, string>,
        body: new Uint8Array(sent),
      });
      return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
    };
    const target = String(request.headers['x-amz-target']);
    if (await intercept({ target, body, request, response }, forward)) return;
    const answer = await forward();
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
  });
  return { endpoint: await listen(server), close: () => server.closeAllConnections() };
}
