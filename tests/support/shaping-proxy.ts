import { connect, createServer, type Socket } from 'node:net';

export interface LineShape {
  readonly bytesPerSecond: number;
  /** From a request to the first byte of its answer, on top of what central takes. */
  readonly roundTripMs: number;
}

export interface ShapingProxy {
  readonly url: string;
  /** Bytes of answers that have gone through, headers with them. */
  readonly passed: number;
  shape(line: LineShape): void;
  stop(): Promise<void>;
}

/** Answers go on in pieces of so much time: fine enough for a smooth line, coarse enough for timers. */
const tickMs = 20;

/**
 * A TCP proxy before central that is as slow as a line: one rate for all connections together, and a round trip on each
 * answer. Real sockets, real back pressure.
 */
export async function startShapingProxy(target: string, first: LineShape): Promise<ShapingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  /** Answers under way, oldest first: when each may begin, and what is left of it. */
  const queue: { readonly client: Socket; readonly upstream: Socket; notBefore: number; bytes: Buffer }[] = [];
  let line = first;
  let passed = 0;
  let credit = 0;
  let last = performance.now();
  const send = (): void => {
    const now = performance.now();
    const most = line.bytesPerSecond * 0.1;
    credit = Math.min(most, credit + ((now - last) / 1000) * line.bytesPerSecond);
    last = now;
    while (credit >= 1) {
      const at = queue.findIndex((each) => each.notBefore <= now);
      const each = queue[at];
      if (each === undefined) return;
      const part = each.bytes.subarray(0, Math.floor(credit));
      if (!each.client.destroyed) each.client.write(part);
      passed += part.length;
      credit -= part.length;
      each.bytes = each.bytes.subarray(part.length);
      if (each.bytes.length > 0) return;
      queue.splice(at, 1);
      if (each.upstream.destroyed) each.client.end();
      else each.upstream.resume();
    }
  };
  const timer = setInterval(send, tickMs);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let isAsked = true;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => void (queue.some((each) => each.upstream === upstream) || client.end()));
    client.on('data', (bytes) => {
      isAsked = true;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      const notBefore = performance.now() + (isAsked ? line.roundTripMs : 0);
      isAsked = false;
      upstream.pause();
      queue.push({ client, upstream, notBefore, bytes });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get passed() {
      return passed;
    },
    shape: (next) => {
      line = next;
    },
    stop: () =>
      new Promise((resolve) => {
        clearInterval(timer);
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
