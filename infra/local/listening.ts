import { once } from 'node:events';
import type { Server } from 'node:net';

/** Lets a server listen on this machine alone and gives its URL; port 0 picks a free one. A port in use throws. */
export async function listen(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
}
