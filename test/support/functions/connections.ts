import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterEach, beforeEach } from 'vitest';

/** The addresses to which the current test has tried to open connections. */
export const connections: string[] = [];

beforeEach(() => {
  connections.length = 0;
  subscribe('net.client.socket', watch);
});
afterEach(() => void unsubscribe('net.client.socket', watch));

function watch(message: unknown): void {
  const { socket } = message as { socket: Socket };
  socket.on('connectionAttempt', (address: string) => void connections.push(address));
}
