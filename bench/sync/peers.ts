import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { changeSet, type RunningEngine } from './engine.ts';
import { type Loaded, type Player, playFar, playRound } from './play.ts';

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
  const player: Player = {
    newClient: () => startChild(join(folder, `${name}-client.mjs`), { cwd: folder, quiet: true }),
    load: async (client, at) => {
      const loaded = await client.ask<Loaded>('initial', { url: at, file });
      if (loaded.cases < cases) throw new Error(`${name}: ${loaded.cases} of ${cases} cases arrived`);
      return loaded;
    },
    change: async (client) => {
      const arrived = client.ask<{ at: number }>('arrived', { count: changeSet });
      const { at } = await server.ask<{ at: number }>('change', { count: changeSet });
      return Math.max(0, (await arrived).at - at);
    },
  };
  return { round: () => playRound(player, url), far: () => playFar(player, url), stop: () => server.stop() };
}
