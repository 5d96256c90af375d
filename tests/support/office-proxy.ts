import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface OfficeProxy {
  readonly url: string;
  /** What was asked for through it, without queries. */
  readonly seen: readonly string[];
  /** Holds each answer back until it is whole, as some virus scanners do. */
  holdAnswers(hold: boolean): void;
  /** Ends everything that is under way, as a proxy does with what lives too long for it. */
  cut(): void;
  stop(): Promise<void>;
}

/**
 * What stands between an office and central: in front of central as a reverse proxy at its own address, or as the proxy
 * that HTTP_PROXY names, where every host is central.
 */
export async function startOfficeProxy(target: string): Promise<OfficeProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const seen: string[] = [];
  let holds = false;

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '/';
    seen.push(path.split('?')[0] ?? path);
    const upstream = request({ hostname, port, path, method: incoming.method, headers: incoming.headers }, (answer) => {
      const status = answer.statusCode ?? 502;
      if (!holds) {
        outgoing.writeHead(status, answer.headers);
        return void answer.pipe(outgoing);
      }
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        outgoing.writeHead(status, answer.headers);
        outgoing.end(Buffer.concat(pieces));
      });
      return undefined;
    });
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  }

  const server = createServer(forward);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on a port');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    holdAnswers: (hold) => {
      holds = hold;
    },
    cut,
    stop: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
