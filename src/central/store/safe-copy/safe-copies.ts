import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { replaceSynced, syncFolder } from '../../files/durable-file.ts';
import { asDiskFull } from '../../files/file-failure.ts';
import {
  bytesOf,
  coarsestClockMs,
  copyChanges,
  type FileLooks,
  freeBytes,
  type PathFilter,
  syncWholeFolder,
} from './folder-copy.ts';

const count = z.int().nonnegative();

const copyPoint = z.object({
  /** Copies are numbered; the newest counts. */
  number: z.int().positive(),
  at: z.string(),
  epoch: z.string(),
  /** Head of each feed, and size of each stream of the log. */
  feeds: z.record(z.string(), count),
  log: z.record(z.string(), count),
  /** By device, the highest number that has a result. */
  devices: z.record(z.string(), count),
});

/** What a copy stands for. */
export type CopyPoint = z.infer<typeof copyPoint>;

export interface SafeCopy {
  readonly point: CopyPoint;
  /** The database's folder in it. */
  readonly folder: string;
}

/** A copy leaves at least this much of the disk free. */
const roomToLeaveBytes = 64 * 1024 * 1024;

const databaseFolder = 'pglite';
const pointFile = 'point.json';
const looksFile = 'looks.json';

const fileLooks = z.record(z.string(), z.string());

/** Runs its work while nothing is written to the database, and hands it the point that this moment is. */
export type Stillness = (
  work: (moment: Omit<CopyPoint, 'number'>, wanted: PathFilter) => Promise<void>,
) => Promise<void>;

type FreeBytes = (folder: string) => Promise<number>;

/** The file system, for tests that stand in for it. */
export interface CopyPorts {
  /** What it still takes. */
  readonly free?: FreeBytes;
  /** How long a file has to have been left alone to be known by its looks. */
  readonly settleMs?: number;
}

export interface CopyMade {
  readonly point: CopyPoint;
  /** Of files that were not in the copy before. */
  readonly bytes: number;
  /** Of the whole database. */
  readonly databaseBytes: number;
}

/**
 * Whole copies of a database's folder beside it, of which one is kept. A copy gets its name when all of it is on the
 * medium, and the one before goes after that: at every moment there is one that is whole.
 */
export class SafeCopies {
  readonly #place: string;
  readonly #live: string;
  readonly #free: FreeBytes;
  readonly #settleMs: number;

  constructor(dataDir: string, live: string, { free = freeBytes, settleMs = coarsestClockMs }: CopyPorts = {}) {
    this.#free = free;
    this.#settleMs = settleMs;
    this.#place = join(dataDir, 'pglite-copies');
    this.#live = live;
  }

  async newest(): Promise<SafeCopy | null> {
    const number = (await this.#numbers()).at(-1);
    if (number === undefined) return null;
    const folder = this.#folderOf(number);
    const point = copyPoint.parse(JSON.parse(readFileSync(join(folder, pointFile), 'utf8')));
    return { point, folder: join(folder, databaseFolder) };
  }

  /** @throws AppError `disk-full`, before anything is written or in the middle; the copy before stays */
  async make(still: Stillness): Promise<CopyMade> {
    const number = ((await this.#numbers()).at(-1) ?? 0) + 1;
    const unfinished = `${this.#folderOf(number)}.unfinished`;
    await this.#removeUnfinished();
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    try {
      const databaseBytes = await this.#checkRoom();
      const { point, copied } = await this.#copy(number, unfinished, still);
      const fresh = new Set(copied);
      const bytes = await bytesOf(join(unfinished, databaseFolder), (path) => fresh.has(path));
      await syncWholeFolder(join(unfinished, databaseFolder), copied);
      await syncFolder(unfinished);
      await rename(unfinished, this.#folderOf(number));
      await syncFolder(this.#place);
      await this.#removeBefore(number);
      return { point, bytes, databaseBytes };
    } catch (thrown) {
      await rm(unfinished, { recursive: true, force: true });
      throw asDiskFull(thrown);
    }
  }

  /** No copy stands for this database any more: it was put back from elsewhere. */
  async clear(): Promise<void> {
    await rm(this.#place, { recursive: true, force: true });
  }

  async #copy(
    number: number,
    unfinished: string,
    still: Stillness,
  ): Promise<{ readonly point: CopyPoint; readonly copied: readonly string[] }> {
    const newest = await this.newest();
    const before = newest === null ? null : { folder: newest.folder, looks: readLooks(newest.folder) };
    const done: { point: CopyPoint; copied: readonly string[]; looks: FileLooks }[] = [];
    await still(async (moment, wanted) => {
      const copy = await copyChanges(this.#live, join(unfinished, databaseFolder), before, {
        wanted,
        settleMs: this.#settleMs,
      });
      done.push({ point: { number, ...moment }, ...copy });
    });
    const last = done.at(-1);
    if (last === undefined) throw new Error('nothing was copied');
    await replaceSynced(join(unfinished, looksFile), `${JSON.stringify(last.looks)}\n`);
    await replaceSynced(join(unfinished, pointFile), `${JSON.stringify(last.point)}\n`);
    return last;
  }

  async #checkRoom(): Promise<number> {
    const databaseBytes = await bytesOf(this.#live);
    const needed = databaseBytes + roomToLeaveBytes;
    const free = await this.#free(this.#place);
    if (free < needed) throw new AppError('disk-full', { neededMegabytes: megabytes(needed), free: megabytes(free) });
    return databaseBytes;
  }

  async #numbers(): Promise<number[]> {
    if (!existsSync(this.#place)) return [];
    const names = await readdir(this.#place);
    return names
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((one, other) => one - other);
  }

  async #removeUnfinished(): Promise<void> {
    if (!existsSync(this.#place)) return;
    for (const name of await readdir(this.#place)) {
      if (name.endsWith('.unfinished')) await rm(join(this.#place, name), { recursive: true, force: true });
    }
  }

  async #removeBefore(number: number): Promise<void> {
    for (const each of await this.#numbers()) {
      if (each < number) await rm(this.#folderOf(each), { recursive: true, force: true });
    }
  }

  #folderOf(number: number): string {
    return join(this.#place, String(number).padStart(6, '0'));
  }
}

/** Without them everything is copied. */
function readLooks(folder: string): FileLooks {
  try {
    return fileLooks.parse(JSON.parse(readFileSync(join(dirname(folder), looksFile), 'utf8')));
  } catch {
    return {};
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);
