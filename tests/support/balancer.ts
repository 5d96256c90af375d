import { connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  /** host:port */
  readonly address: string;
  /** Takes no connections and cuts those there are, as a server that is restarted. */
  close(): Promise<void>;
  /** Takes connections again, at the same address. */
  open(): Promise<void>;
}

/** Hands each connection to the next of its targets, and to the one after it where that does not answer. */
export async function startBalancer(
  targets: readonly { readonly host: string; readonly port: number }[],
): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  let port = 0;

  function hand(client: Socket, tries: number): void {
    const target = targets[turn % targets.length];
    turn += 1;
    if (target === undefined || tries === 0) return void client.destroy();
    const upstream = connect(target.port, target.host);
    let isConnected = false;
    upstream.on('connect', () => {
      isConnected = true;
      sockets.add(upstream);
      client.pipe(upstream);
      upstream.pipe(client);
    });
    upstream.on('error', () => (isConnected ? client.destroy() : hand(client, tries - 1)));
    upstream.on('close', () => {
      sockets.delete(upstream);
      if (isConnected) client.destroy();
    });
    client.on('close', () => upstream.destroy());
    return undefined;
  }

  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => sockets.delete(client));
    hand(client, targets.length);
  });
  const open = (): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await open();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  ({ port } = address);
  return {
    address: `127.0.0.1:${port}`,
    open,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
