import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Central, CentralOptions } from '#central/central.ts';
import { openCentral } from '#central/central.ts';
import type { RateLimits } from '#central/http/rate-limits.ts';
import { openLog } from '#central/http/request-log.ts';
import { type ServerOptions, startServer } from '#central/http/server.ts';
import type { Clock } from '#central/sync/ports.ts';
import { putStaff } from './central-cases.ts';

export { makeCase, putDocument, putStaff, seedCases, staff } from './central-cases.ts';

export interface CentralWish {
  /** PGlite in memory, PGlite in the data folder, or the address of a PostgreSQL database. */
  readonly database?: 'memory' | 'folder' | `postgres://${string}`;
  readonly demo?: boolean;
  /** Offices and people of central-cases.ts; left out by false. */
  readonly withStaff?: boolean;
  readonly dataDir?: string;
  readonly clock?: Clock;
  readonly tokenSeconds?: number;
  readonly limits?: CentralOptions['limits'];
  readonly copyEveryMs?: number;
  readonly onCopy?: CentralOptions['onCopy'];
  readonly scheduler?: CentralOptions['scheduler'];
  /** Takes the lines of the log. */
  readonly logTo?: (line: string) => void;
  readonly port?: number;
  /** None where it is left out. */
  readonly rates?: RateLimits;
  readonly server?: Partial<ServerOptions>;
}

export interface TestCentral {
  readonly url: string;
  readonly central: Central;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Central in this process, listening on a port of its own. */
export async function startCentral(wish: CentralWish = {}): Promise<TestCentral> {
  const { database = 'memory', demo = true, logTo } = wish;
  const dataDir = wish.dataDir ?? (await mkdtemp(join(tmpdir(), 'dossier-central-')));
  const central = await openCentral({
    dataDir,
    databaseUrl: database.startsWith('postgres:') ? database : null,
    inMemory: database === 'memory',
    demo,
    ...(wish.clock === undefined ? {} : { clock: wish.clock }),
    ...(wish.tokenSeconds === undefined ? {} : { tokenSeconds: wish.tokenSeconds }),
    ...(wish.limits === undefined ? {} : { limits: wish.limits }),
    ...(wish.copyEveryMs === undefined ? {} : { copyEveryMs: wish.copyEveryMs }),
    ...(wish.onCopy === undefined ? {} : { onCopy: wish.onCopy }),
    ...(wish.scheduler === undefined ? {} : { scheduler: wish.scheduler }),
  });
  if (wish.withStaff !== false) await putStaff(central);
  const log = openLog(logTo === undefined ? 'silent' : 'debug', { write: (line) => logTo?.(line) });
  const { rates = null, server: more = {} } = wish;
  const server = await startServer(central, { host: '127.0.0.1', port: wish.port ?? 0, log, rates, ...more });
  return {
    url: server.url,
    central,
    dataDir,
    stop: async () => {
      await server.stop();
      await central.close();
      if (wish.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface CentralProcess {
  readonly url: string;
  readonly pid: number;
  /** SIGTERM, and waits for its end. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

function projectNode(): string {
  return join(root, 'node_modules', '.bin', 'node');
}

/** Runs a command of central's command line to its end. */
export async function runCentral(
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(projectNode(), [join(root, 'src/central/cli/main.ts'), ...args], { cwd: root });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

/** Central as a process of its own, by its command line. */
export async function startCentralProcess(options: {
  readonly dataDir: string;
  readonly port?: number;
  readonly args?: readonly string[];
}): Promise<CentralProcess> {
  const { dataDir, port = 0, args = ['--demo', '--log-level', 'warn'] } = options;
  const command = [join(root, 'src/central/cli/main.ts'), 'serve', '--data', dataDir, '--port', String(port), ...args];
  const child = spawn(projectNode(), command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { listening: string }).listening);
    });
  });
  const failed = ended.then((code) => Promise.reject(new Error(`central ended with ${code}: ${complaint}`)));
  const url = await Promise.race([listening, failed]);
  failed.catch(() => {});
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
