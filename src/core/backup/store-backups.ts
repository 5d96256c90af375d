import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Backup, backup } from '#shared/contract/backup.ts';
import { AppError, fromPlain } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { StoreFiles } from '../boot/store-files.ts';
import { type Cipher, ciphers } from '../db/cipher.ts';
import type { Disk } from '../disk/disk.ts';
import { replaceFile } from '../disk/replace-file.ts';
import { copyFile } from './copy-file.ts';
import type { CopyOrder } from './copy-store.ts';
import { inspectCopy, type StoreCounts } from './inspect-copy.ts';

export interface BackupParts {
  readonly disk: Disk;
  readonly files: StoreFiles;
  readonly now: () => string;
  /** Room on the disk of the data folder. */
  readonly freeBytes: () => number;
}

interface Opening {
  /** The database's key: copied, the caller may zero it. */
  readonly key: Uint8Array;
  readonly cipher: Cipher;
}

/** Left free beside a backup, so that it is never what fills the disk. */
const reserveBytes = 64 * 1024 * 1024;
const sideSuffixes = ['', '-wal', '-shm', '-journal'] as const;

/** The verified copies of one store: `backups/<id>.db`, each with its facts in `<id>.json`. */
export class StoreBackups {
  readonly folder: string;
  readonly #parts: BackupParts;
  #worker: Worker | null = null;

  constructor(parts: BackupParts) {
    this.#parts = parts;
    this.folder = join(parts.files.folder, 'backups');
  }

  get running(): boolean {
    return this.#worker !== null;
  }

  /** Newest first. A copy without readable facts was never finished and does not count. */
  list(): readonly Backup[] {
    const { disk } = this.#parts;
    const names = disk.list(this.folder).filter((name) => name.endsWith('.json'));
    const found = names.flatMap((name) => {
      const facts = readFacts(disk.read(join(this.folder, name)));
      return facts !== null && disk.size(this.#fileOf(facts.id)) !== null ? [facts] : [];
    });
    return found.sort((left, right) => (left.id < right.id ? 1 : -1));
  }

  /**
   * Makes one while work goes on, verifies it, and lets the oldest beyond `keep` go. Errors: `disk-full` (also where it
   * would leave too little room), `disk-failed`, `backup-damaged`, `cancelled`; nothing of it is left then.
   */
  async make(opening: Opening, keep: number): Promise<Backup> {
    const { disk, files, now } = this.#parts;
    if (this.#worker !== null) throw new AppError('store-in-use', { backup: true });
    this.#requireRoom();
    disk.makeFolder(this.folder);
    this.#clean();
    const madeAt = now() as Instant;
    const id = madeAt.replace(/[^0-9TZ]/gu, '-');
    const target = `${this.#fileOf(id)}.new`;
    const key = Uint8Array.from(opening.key);
    try {
      const counts = await this.#copy({ file: files.database, target, key, cipher: opening.cipher });
      const sizeBytes = disk.size(target) ?? 0;
      sync(disk, target);
      disk.rename(target, this.#fileOf(id));
      const facts: Backup = { id, madeAt, verifiedAt: now() as Instant, sizeBytes, ...counts };
      replaceFile(disk, join(this.folder, `${id}.json`), `${JSON.stringify(facts)}\n`);
      for (const old of this.list().slice(keep)) this.#remove(old.id);
      return facts;
    } catch (thrown) {
      this.#remove(id);
      throw thrown;
    } finally {
      key.fill(0);
    }
  }

  /** Copies one to the database's place, which must be empty, and verifies it there first. Errors: as `make`. */
  putBack({ id }: Backup, opening: Opening): void {
    const { disk, files } = this.#parts;
    const fresh = `${files.database}.new`;
    try {
      copyFile(disk, this.#fileOf(id), fresh);
      this.#inspect(fresh, opening);
      sync(disk, fresh);
      disk.rename(fresh, files.database);
    } finally {
      removeAll(disk, fresh);
    }
  }

  /** Reads every page of one. Errors: `backup-damaged`, `disk-failed`. */
  check({ id }: Backup, opening: Opening): void {
    this.#inspect(this.#fileOf(id), opening);
  }

  /** Gives up the one that is being made: the store closes. */
  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  /** The deployment may have changed its cipher since a backup was made. */
  #inspect(file: string, { key, cipher }: Opening): void {
    try {
      inspectCopy({ file, key, cipher });
    } catch (thrown) {
      const other = ciphers.find((each) => each !== cipher);
      if (!(thrown instanceof AppError) || thrown.code !== 'backup-damaged' || other === undefined) throw thrown;
      inspectCopy({ file, key, cipher: other });
    }
  }

  async #copy(order: CopyOrder): Promise<StoreCounts> {
    const name = import.meta.url.endsWith('.ts') ? './copy-store.worker.ts' : './copy-store.worker.js';
    const worker = new Worker(new URL(name, import.meta.url), { workerData: order });
    this.#worker = worker;
    try {
      const gone = once(worker, 'exit').then(() => [{ error: new AppError('cancelled') }]);
      const [answer] = (await Promise.race([once(worker, 'message'), gone])) as [
        { counts: StoreCounts } | { error: Parameters<typeof fromPlain>[0] },
      ];
      if ('error' in answer) throw fromPlain(answer.error);
      return answer.counts;
    } finally {
      this.#worker = null;
      await worker.terminate();
    }
  }

  #requireRoom(): void {
    const { disk, files, freeBytes } = this.#parts;
    const wanted = (disk.size(files.database) ?? 0) + (disk.size(`${files.database}-wal`) ?? 0);
    if (freeBytes() < wanted + reserveBytes) throw new AppError('disk-full', { wanted: wanted + reserveBytes });
  }

  /** What an interrupted backup has left. */
  #clean(): void {
    const { disk } = this.#parts;
    const known = new Set(this.list().flatMap(({ id }) => [`${id}.db`, `${id}.json`]));
    for (const name of disk.list(this.folder)) if (!known.has(name)) disk.remove(join(this.folder, name));
  }

  #remove(id: string): void {
    const { disk } = this.#parts;
    // The facts first: a file without facts does not count as a backup.
    disk.remove(join(this.folder, `${id}.json`));
    removeAll(disk, this.#fileOf(id));
    removeAll(disk, `${this.#fileOf(id)}.new`);
  }

  #fileOf(id: string): string {
    return join(this.folder, `${id}.db`);
  }
}

function readFacts(bytes: Uint8Array | null): Backup | null {
  if (bytes === null) return null;
  try {
    const parsed = backup.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function removeAll(disk: Disk, path: string): void {
  for (const suffix of sideSuffixes) disk.remove(`${path}${suffix}`);
}

function sync(disk: Disk, path: string): void {
  const file = disk.open(path, 'write');
  try {
    file.sync();
  } finally {
    file.close();
  }
}
