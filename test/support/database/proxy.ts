import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '#infra/local/machine/listening.ts';

/** An AWS request on its way: what it asks for (`DynamoDB_20120810.PutItem`), and what it says. */
export type Passing = { target: string; body: Buffer; request: IncomingMessage; response: ServerResponse };

/** Passes a request on and gives the answer of the real service. */
export type Forward = (body?: Buffer) => Promise<{ status: number; body: Buffer }>;

/** Stands before an AWS service; `intercept` answers a request itself, or leaves it to the service by giving false. */
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
