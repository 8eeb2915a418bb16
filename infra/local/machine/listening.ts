import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Lets a server listen on this machine alone and gives its URL; port 0 picks a free one. A port in use throws. */
export async function listen(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
}

/** A free port for a child process, below those that outgoing connections are given and could take before it does. */
export async function freePort(): Promise<number> {
  const port = randomInt(16_384, 32_768);
  const server = createServer();
  try {
    await once(server.listen(port), 'listening');
    return port;
  } catch {
    return freePort();
  } finally {
    server.close();
  }
}
