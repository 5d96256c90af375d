import { connect, createServer, type Socket } from 'node:net';

export interface LinkShape {
  readonly roundTripMs: number;
  /** Each way; null for as fast as it goes. */
  readonly bitsPerSecond: number | null;
}

export interface ShapedLink {
  readonly url: string;
  /** Bytes and round trips since the last call. A new connection is one round trip, each question after an answer another. */
  take(): { readonly up: number; readonly down: number; readonly roundTrips: number };
  stop(): Promise<void>;
}

/** Hands pieces on in order, each after its time on the wire and the way. One for all connections in a direction. */
class Wire {
  readonly #shape: LinkShape;
  #freeAt = 0;

  constructor(shape: LinkShape) {
    this.#shape = shape;
  }

  carry(bytes: number, deliver: () => void): void {
    const { roundTripMs, bitsPerSecond } = this.#shape;
    if (roundTripMs === 0 && bitsPerSecond === null) return deliver();
    const now = performance.now();
    const onWireMs = bitsPerSecond === null ? 0 : (bytes * 8000) / bitsPerSecond;
    this.#freeAt = Math.max(now, this.#freeAt) + onWireMs;
    setTimeout(deliver, this.#freeAt + roundTripMs / 2 - now);
  }
}

/** Pieces small enough that a large one does not hold up the others of its direction. */
const pieceBytes = 4096;

/** A TCP link to a server as a far office has it: slow, and a long way. Counts what goes over it. */
export async function openShapedLink(target: string, shape: LinkShape): Promise<ShapedLink> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const [upWire, downWire] = [new Wire(shape), new Wire(shape)];
  let counted = { up: 0, down: 0, roundTrips: 0 };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: Number(port), host: hostname, noDelay: true });
    counted.roundTrips += 1;
    let isAsking = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => sockets.delete(socket));
    }
    const pass = (wire: Wire, to: Socket, bytes: Buffer): void => {
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        const piece = bytes.subarray(from, from + pieceBytes);
        wire.carry(piece.length, () => to.writable && to.write(piece));
      }
    };
    // The handshake of the connection takes its round trip before the first byte is let through.
    client.pause();
    setTimeout(() => client.resume(), shape.roundTripMs);
    client.on('data', (bytes: Buffer) => {
      if (!isAsking) counted.roundTrips += 1;
      isAsking = true;
      counted.up += bytes.length;
      pass(upWire, upstream, bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      isAsking = false;
      counted.down += bytes.length;
      pass(downWire, client, bytes);
    });
    client.on('end', () => upWire.carry(0, () => upstream.end()));
    upstream.on('end', () => downWire.carry(0, () => client.end()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the link listens on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    take: () => {
      const taken = counted;
      counted = { up: 0, down: 0, roundTrips: 0 };
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
