import { createServer } from 'node:net';
import { type CentralProcess, startCentralProcess } from '#support/central.ts';
import type { FaultProxy } from '#support/fault-proxy.ts';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('a probe has a port');
  return address.port;
}

/** Central as real processes behind the proxies: one on PGlite, several on one PostgreSQL. */
export class Centrals {
  kills = 0;
  readonly ports: readonly number[];
  readonly #processes: (CentralProcess | null)[];
  readonly #options: { readonly dataDir: string; readonly databaseUrl: string | null };

  private constructor(ports: readonly number[], options: { dataDir: string; databaseUrl: string | null }) {
    this.ports = ports;
    this.#processes = ports.map(() => null);
    this.#options = options;
  }

  static async start(
    count: number,
    options: { readonly dataDir: string; readonly databaseUrl: string | null },
    proxies: readonly FaultProxy[],
  ): Promise<Centrals> {
    const centrals = new Centrals(await Promise.all(Array.from({ length: count }, freePort)), options);
    for (const index of centrals.ports.keys()) await centrals.restart(index);
    for (const proxy of proxies) proxy.setTargets(centrals.ports);
    return centrals;
  }

  async kill(index: number): Promise<void> {
    this.kills += 1;
    const process = this.#processes[index];
    this.#processes[index] = null;
    await process?.kill();
  }

  async restart(index: number): Promise<void> {
    const { dataDir, databaseUrl } = this.#options;
    const database = databaseUrl === null ? [] : ['--database-url', databaseUrl];
    const args = ['--demo', '--log-level', 'error', ...database];
    this.#processes[index] = await startCentralProcess({ dataDir, port: this.ports[index] ?? 0, args });
  }

  async stop(): Promise<(number | null)[]> {
    return Promise.all(this.#processes.map(async (process) => (process === null ? null : process.stop())));
  }
}
