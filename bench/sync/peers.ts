import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openShapedLink } from '../support/shaped-link.ts';
import { startChild } from './child.ts';
import {
  changeSet,
  changeSets,
  type FarRound,
  farLink,
  offlineEdits,
  pushedEdits,
  type Round,
  type RunningEngine,
} from './engine.ts';

export const peerNames = ['pouchdb', 'rxdb', 'powersync'] as const;
export type PeerName = (typeof peerNames)[number];

/** What stands behind a peer's figures, as it is set up here. */
export const peerLacks: Readonly<Record<PeerName, string>> = {
  pouchdb:
    'PouchDB 9, express-pouchdb: both ends LevelDB in plain text without a flush at each write; no access rules, rows not checked',
  rxdb: 'RxDB 17: both ends in memory, nothing survives the process; not encrypted; no access rules, rows not checked',
  powersync:
    'PowerSync node 1.1: plain SQLite on the client; the server is a stand-in over an array in memory; no access rules, rows not checked',
};

const source = fileURLToPath(new URL('../peers/', import.meta.url));

/** Installs the peers beside the project, once for each lockfile, and gives the folder in which their scripts run. */
export function installPeers(): string {
  const lock = readFileSync(join(source, 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'dossier-bench-peers', version);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(source)) copyFileSync(join(source, name), join(folder, name));
  const mark = join(folder, 'installed');
  if (existsSync(mark)) return folder;
  process.stdout.write('Installing the peers for comparison (npm, beside the project; once)\n');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (npm.status !== 0) throw new Error('npm could not install the peers; without them: --only dossier');
  writeFileSync(mark, '');
  return folder;
}

/** `file`: the cases as lines of JSON. */
export async function startPeer(name: PeerName, folder: string, file: string, cases: number): Promise<RunningEngine> {
  const server = startChild(join(folder, `${name}-server.mjs`), { cwd: folder, quiet: true });
  const { url } = await server.ask<{ url: string }>('start');
  await server.ask('fill', { file });
  const newClient = () => startChild(join(folder, `${name}-client.mjs`), { cwd: folder, quiet: true });

  async function round(): Promise<Round> {
    const client = newClient();
    try {
      const loaded = await client.ask<{ ms: number; cpuMs: number; cases: number }>('initial', { url, file });
      if (loaded.cases < cases) throw new Error(`${name}: ${loaded.cases} of ${cases} cases arrived`);
      const changes: number[] = [];
      for (let set = 0; set < changeSets; set += 1) {
        const arrived = client.ask<{ at: number }>('arrived', { count: changeSet });
        const { at } = await server.ask<{ at: number }>('change', { count: changeSet });
        changes.push(Math.max(0, (await arrived).at - at));
      }
      const { runs } = await client.ask<{ runs: number[] }>('edit', { rounds: offlineEdits });
      const first = await client.ask<{ ms: number }>('push', { count: pushedEdits - offlineEdits });
      const later = await client.ask<{ ms: number }>('push', { count: pushedEdits });
      const { peakMb } = await client.ask<{ peakMb: number }>('memory');
      return {
        initialMs: loaded.ms,
        initialCpuMs: loaded.cpuMs,
        changes,
        edits: runs,
        pushFirstMs: first.ms,
        pushLaterMs: later.ms,
        clientPeakMb: peakMb,
      };
    } finally {
      await client.stop();
    }
  }

  async function far(): Promise<FarRound> {
    const counting = await openShapedLink(url, { roundTripMs: 0, bitsPerSecond: null });
    const slow = await openShapedLink(url, farLink);
    const client = newClient();
    try {
      await client.ask('initial', { url: counting.url, file });
      const initial = counting.take();
      // What a first push only does once is left behind before the link is slow.
      await client.ask('push', { count: 1 });
      await client.ask('reach', { url: slow.url });
      const { ms } = await client.ask<{ ms: number }>('push', { count: pushedEdits });
      const pushed = slow.take();
      return {
        initialBytes: initial.up + initial.down,
        pushMs: ms,
        pushRoundTrips: pushed.roundTrips,
        pushBytes: pushed.up + pushed.down,
      };
    } finally {
      await client.stop();
      await counting.stop();
      await slow.stop();
    }
  }

  return { round, far, stop: () => server.stop() };
}
