import { connect, createServer, type Socket } from 'node:net';

/** What a connection through the proxy may suffer. Probabilities from 0 to 1; drawn once for each connection. */
export interface FaultPlan {
  /** Before each piece, each way. */
  readonly latencyMs: number;
  /** On top, up to this. */
  readonly jitterMs: number;
  /** Bytes a second, each way; null for no limit. */
  readonly bytesPerSecond: number | null;
  /** Cut after a number of bytes up to `cutWithinBytes`, counted in one of the two directions. */
  readonly cut: number;
  readonly cutWithinBytes: number;
  /** One side stops hearing the other; nobody is told. It ends when the proxy is told to or its client gives up. */
  readonly halfOpen: number;
  /** Every request of the connection also reaches central a second time, on a connection of its own. */
  readonly duplicate: number;
}

export const noFaults: FaultPlan = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: null,
  cut: 0,
  cutWithinBytes: 0,
  halfOpen: 0,
  duplicate: 0,
};

export interface FaultCounts {
  connections: number;
  cuts: number;
  halfOpen: number;
  duplicated: number;
  refused: number;
}

export interface FaultProxy {
  readonly url: string;
  readonly counts: Readonly<FaultCounts>;
  setPlan(plan: FaultPlan): void;
  /** Several centrals behind one address: connections go to them in turn; to one that is down they are refused. */
  setTargets(ports: readonly number[]): void;
  /** Ends what is open, half-open connections too. */
  cutAll(): void;
  stop(): Promise<void>;
}

interface Drawn {
  readonly cutAfter: number | null;
  readonly cutsAnswers: boolean;
  readonly halfOpen: 'none' | 'requests' | 'answers';
  readonly duplicates: boolean;
}

function draw(plan: FaultPlan, random: () => number): Drawn {
  // Every draw is made, so that the ones after it do not depend on what came before.
  const [cut, place, way, half, side, double] = [random(), random(), random(), random(), random(), random()] as const;
  return {
    cutAfter: cut < plan.cut ? Math.floor(place * plan.cutWithinBytes) : null,
    cutsAnswers: way < 0.7,
    halfOpen: half >= plan.halfOpen ? 'none' : side < 0.5 ? 'requests' : 'answers',
    duplicates: double < plan.duplicate,
  };
}

/** Passes pieces on in order, late and not faster than the plan allows. `pass` gives false where it has ended. */
function slowly(plan: FaultPlan, random: () => number, pass: (piece: Buffer) => void): (piece: Buffer) => void {
  let free = 0;
  let last = Promise.resolve();
  return (piece) => {
    const now = performance.now();
    const tookMs = plan.bytesPerSecond === null ? 0 : (piece.length / plan.bytesPerSecond) * 1000;
    free = Math.max(free, now) + tookMs;
    const waitMs = free - now + plan.latencyMs + random() * plan.jitterMs;
    const due = waitMs < 1 ? Promise.resolve() : new Promise<void>((resolve) => void setTimeout(resolve, waitMs));
    last = Promise.all([last, due]).then(() => pass(piece));
  };
}

/** A TCP proxy before central whose faults follow from `random`, in the order in which connections and pieces come. */
export async function startFaultProxy(random: () => number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const counts: FaultCounts = { connections: 0, cuts: 0, halfOpen: 0, duplicated: 0, refused: 0 };
  let plan = noFaults;
  let targets: readonly number[] = [];
  let turn = 0;
  const track = (socket: Socket, end: () => void): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', end);
    socket.on('close', () => {
      sockets.delete(socket);
      end();
    });
  };
  const server = createServer((client) => {
    counts.connections += 1;
    const port = targets[turn % Math.max(1, targets.length)];
    turn += 1;
    if (port === undefined) {
      counts.refused += 1;
      client.on('error', () => undefined);
      return void client.destroy();
    }
    const drawn = draw(plan, random);
    const upstream = connect(port, '127.0.0.1');
    const shadow = drawn.duplicates ? connect(port, '127.0.0.1') : null;
    if (shadow !== null) counts.duplicated += 1;
    if (drawn.halfOpen !== 'none') counts.halfOpen += 1;
    const end = (): void => {
      for (const socket of [client, upstream]) socket.destroy();
      // What was doubled still arrives, also where the first one was cut.
      shadow?.end();
    };
    for (const socket of [client, upstream]) track(socket, end);
    if (shadow !== null) {
      track(shadow, () => undefined);
      shadow.resume();
    }
    let passed = 0;
    const piecewise = (to: Socket, isAnswer: boolean) => (piece: Buffer) => {
      if (to.destroyed || drawn.halfOpen === (isAnswer ? 'answers' : 'requests')) return;
      if (drawn.cutAfter !== null && drawn.cutsAnswers === isAnswer) {
        const fits = Math.max(0, drawn.cutAfter - passed);
        passed += piece.length;
        if (fits < piece.length) {
          counts.cuts += 1;
          to.write(piece.subarray(0, fits));
          return end();
        }
      }
      to.write(piece);
      if (!isAnswer && shadow?.destroyed === false) shadow.write(piece);
    };
    client.on('data', slowly(plan, random, piecewise(upstream, false)));
    upstream.on('data', slowly(plan, random, piecewise(client, true)));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on a port');
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    setPlan: (next) => void (plan = next),
    setTargets: (ports) => void (targets = ports),
    cutAll,
    stop: () =>
      new Promise((resolve) => {
        cutAll();
        server.close(() => resolve());
      }),
  };
}
