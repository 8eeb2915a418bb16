import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Lets a server listen on 127.0.0.1 and returns its URL. Port 0 picks a free port. Throws if the port is in use. */
export async function listen(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
}

/** A free port for a child process. It is below the ephemeral ports, which an outgoing connection could take in between. */
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
