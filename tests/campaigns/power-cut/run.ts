import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { SeededRandom } from '../../simulation/seeded-random.ts';
import { type DiskEvent, readDiskLog } from '../recorded-disk/disk-log.ts';
import { buildRecorder } from '../recorded-disk/preload.ts';
import { checkImage } from './check-image.ts';
import { LostPower } from './lost-power.ts';
import type { Mark, SessionOrder } from './session-order.ts';

/** Syncs that a known bug leaves out; each must be caught. */
export const powerBugs = {
  'log-not-synced': { what: 'the write-ahead log is not synced at a commit', skips: /store\.db-wal$/u },
  'journal-not-synced': { what: 'the journal is not synced behind an act', skips: /outbox\.journal(\.new)?$/u },
  'folder-not-synced': { what: 'a new name is not made durable', skips: /\/vault(\/..)?$/u },
} as const;
export type PowerBug = keyof typeof powerBugs;

export interface PowerWish {
  readonly images: number;
  readonly seed: string;
  readonly bug: PowerBug | null;
  readonly rounds: number;
}

export interface PowerReport {
  readonly seed: string;
  readonly images: number;
  readonly events: number;
  readonly syncs: number;
  readonly acts: number;
  readonly documents: number;
  readonly opened: number;
  readonly salvaged: number;
  /** Cut before the store was there at all. */
  readonly unborn: number;
  readonly seconds: number;
  /** One line for each fault: image, and what is wrong. */
  readonly faults: readonly string[];
}

async function record(folder: string, order: SessionOrder): Promise<DiskEvent[]> {
  const log = join(folder, 'record');
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('recorded-session-process.ts', import.meta.url)), JSON.stringify(order)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        LD_PRELOAD: buildRecorder(folder),
        DISK_RECORD_FOLDER: join(folder, 'disk'),
        DISK_RECORD_LOG: log,
      },
    },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the recorded session ended with ${code}`);
  return readDiskLog(log);
}

/** The promises stand in a file of their own; each write to it is one. */
function readMarks(events: readonly DiskEvent[], path: string): Map<number, Mark[]> {
  const marks = new Map<number, Mark[]>();
  const files = new Set<number>();
  for (const [index, event] of events.entries()) {
    if (event.kind === 'opened' && event.path === path) files.add(event.file);
    else if (event.kind === 'opened') files.delete(event.file);
    if (event.kind !== 'written' || !files.has(event.file)) continue;
    const lines = event.bytes.toString('utf8').trim().split('\n');
    marks.set(
      index,
      lines.map((line) => JSON.parse(line) as Mark),
    );
  }
  return marks;
}

/** Records one session, then cuts the power at many moments of it and opens what is left each time. */
export async function runPowerCuts(wish: PowerWish): Promise<PowerReport> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-power-'));
  const startedAt = performance.now();
  try {
    const keychainKey = randomBytes(32);
    const needle = 'Ngozi Okafor confidential';
    const dataDir = join(folder, 'disk', 'data');
    const marksPath = join(folder, 'disk', 'marks');
    await mkdir(dataDir, { recursive: true });
    const sizes = { cases: 6, rounds: wish.rounds, actsPerRound: 8 };
    const order = {
      dataDir,
      marks: marksPath,
      keychainKey: keychainKey.toString('hex'),
      seed: wish.seed,
      needle,
      ...sizes,
    };
    const events = await record(folder, order);
    const random = new SeededRandom(`${wish.seed} cuts`);
    const cuts = Array.from({ length: wish.images }, () => random.int(events.length)).sort((a, b) => a - b);
    const marks = readMarks(events, marksPath);
    const skips = wish.bug === null ? null : powerBugs[wish.bug].skips;
    const power = new LostPower(dataDir, (path) => skips?.test(path) === true);
    const promised: Mark[] = [];
    const counts = { opened: 0, salvaged: 0, unborn: 0 };
    const faults: string[] = [];
    const isOnDisk = onlyBelow(dataDir);
    let next = 0;
    for (const [index, event] of events.entries()) {
      if (isOnDisk(event)) power.take(event);
      promised.push(...(marks.get(index) ?? []));
      for (; cuts[next] === index; next += 1) {
        const image = join(folder, 'image');
        await mkdir(image);
        power.writeImage(image, random.fork(`image ${next}`));
        const keychain = new FakeKeychain('recorded', true, keychainKey);
        const findings = await checkImage(image, promised, { keychain, needles: [needle, 'SQLite format 3'] });
        counts[findings.found] += 1;
        for (const fault of findings.faults) faults.push(`image ${next} (event ${index}): ${fault}`);
        await rm(image, { recursive: true });
      }
    }
    return {
      seed: wish.seed,
      images: wish.images,
      events: events.length,
      syncs: events.filter((event) => event.kind === 'synced').length,
      acts: promised.filter((mark) => mark.kind === 'act').length,
      documents: promised.filter((mark) => mark.kind === 'document').length,
      ...counts,
      seconds: Math.round((performance.now() - startedAt) / 100) / 10,
      faults,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Events of files below the folder; descriptors are followed, because they are given out again. */
function onlyBelow(folder: string): (event: DiskEvent) => boolean {
  const files = new Set<number>();
  const isBelow = (path: string): boolean => path === folder || path.startsWith(`${folder}/`);
  return (event) => {
    switch (event.kind) {
      case 'opened':
      case 'folder-opened':
        if (isBelow(event.path)) files.add(event.file);
        else files.delete(event.file);
        return isBelow(event.path);
      case 'written':
      case 'cut':
      case 'sync-begun':
      case 'synced':
        return files.has(event.file);
      case 'renamed':
        return isBelow(event.to);
      case 'removed':
      case 'folder-made':
        return isBelow(event.path);
    }
  };
}
