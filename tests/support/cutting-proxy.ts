import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly url: string;
  /** The next answers that begin to come back are swallowed and their connections cut: the work has been done, nobody hears of it. */
  loseAnswers(count: number): void;
  /** Cuts each connection after this many bytes of answers; null lets all pass. */
  cutAfter(bytes: number | null): void;
  /** Cuts each connection after this many bytes of requests; null lets all pass. */
  cutUpAfter(bytes: number | null): void;
  readonly lost: number;
  stop(): Promise<void>;
}

/** A TCP proxy before central, on a port of its own, that loses what it is told to lose. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let toLose = 0;
  let lost = 0;
  let limit: number | null = null;
  let upLimit: number | null = null;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let passed = 0;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    let sent = 0;
    client.on('data', (bytes: Buffer) => {
      const before = sent;
      sent += bytes.length;
      if (upLimit === null || sent <= upLimit) {
        if (!upstream.write(bytes)) {
          client.pause();
          upstream.once('drain', () => client.resume());
        }
        return;
      }
      upstream.write(bytes.subarray(0, Math.max(0, upLimit - before)), end);
    });
    client.on('end', () => upstream.end());
    upstream.on('data', (bytes: Buffer) => {
      if (toLose > 0) {
        toLose -= 1;
        lost += 1;
        return end();
      }
      passed += bytes.length;
      if (limit !== null && passed > limit) {
        client.write(bytes.subarray(0, Math.max(0, bytes.length - (passed - limit))), end);
        return undefined;
      }
      client.write(bytes);
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    loseAnswers: (count) => {
      toLose = count;
    },
    cutAfter: (bytes) => {
      limit = bytes;
    },
    cutUpAfter: (bytes) => {
      upLimit = bytes;
    },
    get lost() {
      return lost;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
