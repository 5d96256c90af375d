import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface OpenConnections {
  /** Ends what carries no request now, and the rest as each answer has gone out. */
  endWhenIdle(): void;
  /** Cuts what is still open; how many that were. */
  cut(): number;
}

/**
 * Knows which connections carry a request. Node's own closing of idle connections leaves those alone that have not sent
 * anything yet (a client that connected and then changed its mind), and would wait a minute for each.
 */
export function watchConnections(server: Server): OpenConnections {
  const busy = new Map<Socket, number>();
  let isEnding = false;
  server.on('connection', (socket) => {
    busy.set(socket, 0);
    socket.once('close', () => busy.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (busy.get(socket) ?? 1) - 1;
      if (busy.has(socket)) busy.set(socket, left);
      if (isEnding && left === 0) socket.destroySoon();
    });
  });
  return {
    endWhenIdle: () => {
      isEnding = true;
      for (const [socket, requests] of busy) if (requests === 0) socket.destroy();
    },
    cut: () => {
      const open = [...busy.keys()];
      for (const socket of open) socket.destroy();
      return open.length;
    },
  };
}
