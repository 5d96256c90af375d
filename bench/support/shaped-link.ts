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
  /** In order of their times: timers of their own would overtake each other by a moment now and then. */
  readonly #due: { readonly at: number; readonly deliver: () => void }[] = [];
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
    this.#due.push({ at: this.#freeAt + roundTripMs / 2, deliver });
    if (this.#due.length === 1) this.#deliverLater();
  }

  #deliverLater(): void {
    const first = this.#due[0];
    if (first === undefined) return;
    setTimeout(
      () => {
        while ((this.#due[0]?.at ?? Number.POSITIVE_INFINITY) <= performance.now()) this.#due.shift()?.deliver();
        this.#deliverLater();
      },
      Math.max(1, first.at - performance.now()),
    );
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
    for (const [socket, other, wire] of [
      [client, upstream, upWire],
      [upstream, client, downWire],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      // What is still on its way arrives before the end does.
      socket.on('close', () => {
        sockets.delete(socket);
        wire.carry(0, () => other.destroySoon());
      });
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
